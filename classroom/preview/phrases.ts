import { anHour } from "../console/money.ts";
import { type Change, type Cost, countKinds, type Finding, KINDS } from "./environment-preview.ts";

/** `ec2.Instance` for `aws:ec2/instance:Instance`, as in a program. */
export function shortType(type: string): string {
  const [provider = "", module = "", name = ""] = type.split(":");
  const [service = ""] = module.split("/");
  return [...(provider === "aws" ? [] : [provider]), service, name].filter(Boolean).join(".");
}

/** The types without a price, each once. */
export const unpricedTypes = (unpriced: Cost["unpriced"]): string[] => [
  ...new Set(unpriced.map(({ type }) => shortType(type))),
];

/** `1 to replace, 2 to create`. */
export function summary(changes: readonly Change[]): string {
  const counts = countKinds(changes);
  const parts = KINDS.flatMap((kind) => (counts[kind] > 0 ? [`${counts[kind]} to ${kind}`] : []));
  return parts.join(", ") || "no changes";
}

/** By how much the hourly cost rises or falls. */
export const dearer = (usd: number): string => `${usd < 0 ? "" : "+"}${anHour(usd)}`;

/** A short verdict on policy violations. */
export function verdict(findings: readonly Finding[]): string {
  const count = (wanted: Finding["level"], words: string) => {
    const found = findings.filter(({ level }) => level === wanted).length;
    return found > 0 ? [`${found} ${words}`] : [];
  };
  const parts = [
    ...count("mandatory", "forbidden"),
    ...count("advisory", "advised against"),
    ...count("excused", "excused"),
  ];
  return parts.join(", ") || "kept";
}

/** The note about the end used for a class whose settings have none. */
export const assumption = (end: string): string =>
  `Its settings do not say when the class ends (class:expires): previewed with ${end}`;
