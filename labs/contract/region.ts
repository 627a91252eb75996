import { Region } from "@pulumi/aws/types/enums/index.js";
import { nearestOf } from "./nearest.ts";
import { type Objection, text } from "./settings.ts";

/** AWS's regions, as the provider knows them. */
const REGIONS: readonly string[] = Object.values(Region);

/** A region of AWS. */
export const regionName = () => text(regionFault);

function regionFault(value: string): Objection | undefined {
  if (REGIONS.includes(value)) return undefined;
  if (value === "")
    return { reason: "missing", fix: "write a region such as ap-northeast-2 (Seoul)" };
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
