import { styleText } from "node:util";
import { columns, padded } from "../text-width.ts";
import { type End, titleOf } from "./deleting.ts";
import type { Leftover } from "./leftovers.ts";

const HEADINGS = ["kind", "name or id", "lab", "region", "age", "ours because"];

/** What was found and what became of it, as a teacher reads it. */
export function describeEnd({ clean, found, unseen, stuck }: End, now: Date): string {
  const blind = unseen.map(
    ({ kind, region, reason }) => `could not look at ${kind} in ${region}: ${reason}`,
  );
  const kept = stuck.map(({ leftover, reason }) => `${titleOf(leftover)}: ${reason}`);
  return [
    ...(found.length > 0 ? [table(found, now)] : []),
    ...block("Could not be deleted", kept),
    ...block("Not seen", blind),
    verdict(clean, found.length, unseen.length),
  ].join("\n\n");
}

const block = (heading: string, lines: readonly string[]): string[] =>
  lines.length === 0 ? [] : [[styleText("bold", heading), ...lines].join("\n  ")];

function verdict(clean: boolean, found: number, unseen: number): string {
  if (clean)
    return styleText("green", "Clean: two looks in a row have found nothing of the class.");
  const left = found === 0 ? "nothing found" : `${found} left over`;
  const not = unseen === 0 ? "" : `; ${unseen} places could not be looked at`;
  return styleText("red", `Not clean: ${left}${not}.`);
}

/** Leftovers in columns, in the order in which they would be deleted. */
export function table(found: readonly Leftover[], now: Date): string {
  const rows = [HEADINGS, ...found.map((leftover) => cells(leftover, now))];
  const widths = HEADINGS.map((_, at) => Math.max(...rows.map((row) => columns(row[at] ?? ""))));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => padded(cell, widths[at] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const [heading = "", ...rest] = lines;
  return [styleText("bold", heading), ...rest].join("\n");
}

const cells = (leftover: Leftover, now: Date): string[] => {
  const { kind, id, name = id, lab = "", region, createdAt, going } = leftover;
  const age = createdAt === undefined ? "?" : ageOf(createdAt, now);
  const why = going ? `${leftover.why}; being deleted` : leftover.why;
  return [kind, name === id ? id : `${name} (${shortened(id)})`, lab, region, age, why];
};

/** Of an ARN, the end: the rest stands in the other columns. */
const shortened = (id: string): string =>
  id.startsWith("arn:") ? (id.split("/").pop() ?? id) : id;

const UNITS = [
  ["d", 86_400],
  ["h", 3600],
  ["min", 60],
] as const;

/** `3 d`: how long ago, in the biggest unit that fits. */
export function ageOf(createdAt: Date, now: Date): string {
  const seconds = Math.max(0, (now.getTime() - createdAt.getTime()) / 1000);
  const [unit, size] = UNITS.find(([, each]) => seconds >= each) ?? ["min", 60];
  return `${Math.floor(seconds / size)} ${unit}`;
}
