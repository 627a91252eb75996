import {
  type Change,
  countKinds,
  type Finding,
  isForbidden,
  KINDS,
} from "./environment-preview.ts";

/** `ec2.Instance` of `aws:ec2/instance:Instance`, as it is written in a program. */
export function shortType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  const [service = ""] = module.split("/");
  return [...(provider === "aws" ? [] : [provider]), service, name].filter(Boolean).join(".");
}

/** `1 to replace, 2 to create`. */
export function summary(changes: readonly Change[]): string {
  const counts = countKinds(changes);
  const parts = KINDS.flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} to ${kind}`] : []));
  return parts.join(", ") || "no changes";
}

/** US dollars an hour. @param plus written before what is not less than nothing */
export function dollars(usd: number, plus = ""): string {
  return `${usd < 0 ? "-" : plus}$${Math.abs(usd).toFixed(3)}`;
}

/** How well the rules are kept, in a few words. */
export function verdict(findings: readonly Finding[]): string {
  const forbidden = findings.filter(isForbidden).length;
  const excused = findings.filter(({ exception }) => exception !== undefined).length;
  const parts = [
    forbidden > 0 && `${forbidden} forbidden`,
    findings.length > forbidden + excused &&
      `${findings.length - forbidden - excused} advised against`,
    excused > 0 && `${excused} excused`,
  ];
  return parts.filter(Boolean).join(", ") || "kept";
}
