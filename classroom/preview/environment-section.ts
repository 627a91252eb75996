import { anHour } from "../console/money.ts";
import {
  type Change,
  type Cost,
  type EnvironmentPreview,
  type Finding,
  isForbidden,
  losesData,
} from "./environment-preview.ts";
import { code, fenced, folded, shortened } from "./markdown.ts";
import { assumption, shortType, summary, unpricedTypes, verdict } from "./phrases.ts";

/** Minimum length of the list of irreversible changes. */
const IMPORTANT_LINES = 20;

/** Number of property names in a line; with more, a line says no more. */
const NAMES = 8;

/** One environment of the comment, the most severe changes first; its lists have at most `most` entries. */
export function environmentSection(preview: EnvironmentPreview, most: number): string[] {
  const { stack, emulated, assumedEnd, failure, changes, cost, findings } = preview;
  const important = Math.max(most, IMPORTANT_LINES);
  return [
    `### ${stack}`,
    "",
    ...(emulated ? ["Previewed on an emulated AWS, which is empty.", ""] : []),
    ...(assumedEnd === undefined ? [] : [`${assumption(assumedEnd)}.`, ""]),
    ...(failure === undefined ? [] : ["**It cannot be deployed:**", "", fenced(failure), ""]),
    ...dataLines(changes, important),
    ...(findings ? findingLines(findings, most, important) : []),
    ...(cost ? costLines(cost, most) : []),
    ...(changes.length === 0 && failure === undefined ? ["No changes.", ""] : []),
    ...groupLines(changes, most),
  ];
}

function dataLines(changes: readonly Change[], most: number): string[] {
  const lost = changes.filter(losesData);
  if (lost.length === 0) return [];
  return [":warning: **Data would be lost:**", "", ...shortened(lost.map(changeLine), most), ""];
}

/** The changes by lab; labs with the most severe changes first. */
function groupLines(changes: readonly Change[], most: number): string[] {
  const groups = [...Map.groupBy(changes, ({ group }) => group)];
  const shown = groups.slice(0, most);
  const rest = groups.slice(most).flatMap(([, members]) => members);
  return [
    ...shown.flatMap(([group, members]) => [
      ...folded(`<b>${group || "others"}</b>: ${summary(members)}`, membersShown(members, most)),
      "",
    ]),
    ...(rest.length > 0
      ? [`... and in ${groups.length - shown.length} more groups: ${summary(rest)}`, ""]
      : []),
  ];
}

/** Created resources are listed only by type. */
function membersShown(changes: readonly Change[], most: number): string[] {
  const created = changes.filter(({ kind }) => kind === "create");
  const byType = [...Map.groupBy(created, ({ type }) => type)];
  const others = changes.filter(({ kind }) => kind !== "create");
  const lines = [
    ...others.map(changeLine),
    ...byType.map(
      ([type, members]) =>
        `- create ${code(shortType(type))}: ${names(members.map(({ name }) => name))}`,
    ),
  ];
  return shortened(lines, most);
}

function changeLine({ kind, type, name, properties, reasons }: Change): string {
  const others = properties.filter((property) => !reasons.includes(property));
  const parts = [
    `- ${kind} ${code(shortType(type))} ${code(name)}`,
    ...(reasons.length > 0 ? [`because of ${names(reasons)}`] : []),
    ...(others.length > 0
      ? [`${reasons.length > 0 ? "and changed " : "changed "}${names(others)}`]
      : []),
  ];
  return parts.join(", ");
}

function names(all: readonly string[]): string {
  const more = all.length > NAMES ? [`${all.length - NAMES} more`] : [];
  return [...all.slice(0, NAMES).map(code), ...more].join(", ");
}

/** Violations are visible at once, the rest is folded. */
function findingLines(findings: readonly Finding[], most: number, important: number): string[] {
  const forbidden = findings.filter(isForbidden);
  const others = findings.filter((finding) => !isForbidden(finding));
  return [
    ...(forbidden.length > 0
      ? [":x: **Forbidden:**", "", ...shortened(forbidden.map(findingLine), important), ""]
      : []),
    ...(others.length > 0
      ? [...folded(`policy: ${verdict(others)}`, shortened(others.map(findingLine), most)), ""]
      : []),
  ];
}

function findingLine({ rule, where, message, fix }: Finding): string {
  const place = where === undefined ? "" : ` ${code(where)}`;
  return `- ${code(rule)}${place}: ${code(message)}${fix === undefined ? "" : `; fix: ${code(fix)}`}`;
}

function costLines({ before, after, groups, unpriced, asOf }: Cost, most: number): string[] {
  const lines = groups
    .filter((group) => group.before !== group.after)
    .map((group) => `- ${group.group}: ${anHour(group.before)} to ${anHour(group.after)}`);
  const unknown = unpriced.length > 0 ? [`- not priced: ${names(unpricedTypes(unpriced))}`] : [];
  const title = `cost: ${anHour(before)} to ${anHour(after)} an hour, at the prices of ${asOf}`;
  return [...folded(title, shortened([...unknown, ...lines], most)), ""];
}
