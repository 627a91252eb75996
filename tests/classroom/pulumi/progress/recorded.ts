import { readFileSync } from "node:fs";
import path from "node:path";
import type { EngineEvent } from "../../../../classroom/pulumi/engine-event.ts";
import type { Expected } from "../../../../classroom/pulumi/progress/expected.ts";
import { Operation } from "../../../../classroom/pulumi/progress/operation.ts";
import { PROJECT } from "../../../../lib/project.ts";

/** What the engine wrote in real runs, without what nobody reads, and of some labs only. */
export const recorded = (name: string): EngineEvent[] =>
  readFileSync(path.join(PROJECT, `tests/fixtures/engine-events/${name}.jsonl`), "utf8")
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line) as EngineEvent);

/** When an event was, in milliseconds. */
export const timeOf = ({ timestamp = 0 }: EngineEvent): number => timestamp * 1000;

/** How many resources there will be. */
export const expecting = (
  kind: Expected["kind"],
  counts: Readonly<Record<string, number>>,
): Expected => ({ kind, counts: new Map(Object.entries(counts)) });

/** An operation that has come to the events until `seconds` after their first, and when that is. */
export function operationAfter(
  events: readonly EngineEvent[],
  seconds: number,
  expected?: Expected,
): { readonly operation: Operation; readonly now: number } {
  const start = timeOf(events[0] ?? {});
  const now = start + seconds * 1000;
  const operation = new Operation(start, expected);
  for (const event of events) if (timeOf(event) <= now) operation.take(event);
  return { operation, now };
}

/** The events of one step, and then of its end, for what no recording has. */
export const step = (
  op: string,
  urn: string,
  { at, end }: { readonly at: number; readonly end?: number },
): EngineEvent[] => {
  const metadata = { op, urn, new: { custom: true } };
  return [
    { timestamp: at, resourcePreEvent: { metadata } },
    ...(end === undefined ? [] : [{ timestamp: end, resOutputsEvent: { metadata } }]),
  ];
};
