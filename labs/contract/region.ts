import { Region } from "@pulumi/aws/types/enums/index.js";
import { nearestOf } from "./nearest.ts";
import { exactText, type Objection, text } from "./text-setting.ts";

/** Regions of China, of governments, and of the European Sovereign Cloud: they have other accounts, services and ARNs. */
const OTHER_PARTITION = /^(cn|us-gov|us-iso[a-z]?|eu-isoe|eusc)-/;

/** AWS's regions, from the provider. */
const REGIONS: readonly string[] = Object.values(Region).filter(
  (name) => !OTHER_PARTITION.test(name),
);

/** An AWS region. */
export const regionName = () => text(regionFault);

/** The same for `aws:region`, which the provider reads unchanged from the stack's file. */
export const awsRegion = () => exactText(regionFault);

function regionFault(value: string): Objection | undefined {
  if (REGIONS.includes(value)) return undefined;
  if (value === "")
    return { reason: "missing", fix: "write a region such as ap-northeast-2 (Seoul)" };
  if (OTHER_PARTITION.test(value))
    return {
      reason: "the labs do not run in this partition of AWS",
      fix: "write a region of standard AWS accounts, such as ap-northeast-2 (Seoul)",
    };
  const [, ofZone = ""] = /^(.*\d)[a-z]$/.exec(value) ?? [];
  if (REGIONS.includes(ofZone))
    return { reason: "an Availability Zone of a region, not a region", fix: `write ${ofZone}` };
  if (!/^[a-z]{2,4}(-[a-z]+)+-?\d*$/.test(value))
    return {
      reason: "not a valid AWS region",
      fix: "write a region such as ap-northeast-2 (Seoul)",
    };
  return {
    reason: "AWS has no such region",
    fix: `did you mean ${nearestOf(value, REGIONS)}? Valid: ${REGIONS.join(", ")}`,
  };
}
