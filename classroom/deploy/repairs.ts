import { textTable } from "../console/text-table.ts";
import type { ResourceChange } from "../pulumi/event-log.ts";
import { namesIn } from "../pulumi/urn.ts";

/** A resource that was repaired. */
export interface Repair {
  readonly kind: ResourceChange["kind"];
  readonly type: string;
  readonly name: string;
  /** The lab, or foundation, that it belongs to. */
  readonly group: string;
}

/** The changes of a `solve` that are repairs. */
export const repairsIn = (changes: readonly ResourceChange[]): Repair[] =>
  changes
    .map(({ urn, kind }) => ({ ...namesIn(urn), kind }))
    // Components are updated with their children, but do not exist on AWS.
    .filter(({ type }) => type.startsWith("aws"));

/** What `solve` has repaired, by lab. */
export function describeRepairs(repairs: readonly Repair[]): string {
  if (repairs.length === 0)
    return "There was nothing to repair: every resource is as the program describes it.";
  const rows = repairs.map(({ kind, type, name, group }) => [
    kind,
    `${type.split(":").at(-1) ?? type} ${name}`,
    group,
  ]);
  const lines = textTable(rows, ["left", "left", "left"]).map((line) => `  ${line}`);
  const count = repairs.length === 1 ? "1 resource" : `${repairs.length} resources`;
  return [`Repaired ${count}:`, ...lines].join("\n");
}
