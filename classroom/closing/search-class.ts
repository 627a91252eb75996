import { type Report } from "../../lib/progress.ts";
import { plural } from "../console/plural.ts";
import { StackGate } from "../gateway/stack-gate.ts";
import type { Ledger } from "../record/ledger.ts";
import { describeEnd } from "../search/report.ts";
import { type CleanupOptions, untilClean } from "../search/until-clean.ts";
import { type PartOfClass, StacksAsOne } from "./stacks-as-one.ts";

export interface ClassSearchOptions {
  readonly report: Report;
  /** Names of stacks that are known to be empty. */
  readonly empty: ReadonlySet<string>;
  /** Resources of the backend's other stacks. */
  readonly elsewhere: (parts: readonly PartOfClass[]) => Promise<Ledger>;
  /** Waits between two searches, in seconds. @default really waits; not in tests */
  readonly sleep?: CleanupOptions["sleep"];
}

/**
 * Searches for what several stacks of a class have left, once in each account. The records of stacks without leftovers are
 * archived.
 *
 * @returns whether nothing is left
 */
export async function searchedClean(
  parts: readonly PartOfClass[],
  { report, empty, elsewhere, sleep }: ClassSearchOptions,
): Promise<boolean> {
  let isClean = true;
  for (const [account, [first, ...others]] of Map.groupBy(parts, (part) => part.account)) {
    if (first === undefined) continue;
    const one = new StacksAsOne([first, ...others]);
    for (const name of empty) one.emptied(name);
    const { length } = one.parts;
    report(`Looking for leftovers of ${plural(length, "stack")}`);
    const gate = new StackGate(one, one.keeper, {
      ...{ report, account, students: one.students },
      elsewhere: () => elsewhere(one.parts),
    });
    const end = await untilClean(() => gate.look(), { report, ...(sleep && { sleep }) });
    report(describeEnd(end, new Date()));
    isClean &&= end.clean;
    if (!end.clean) continue;
    for (const { stack, keeper } of one.parts) if (empty.has(stack.name)) await keeper.archive();
  }
  return isClean;
}
