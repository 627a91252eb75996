import { setTimeout } from "node:timers/promises";
import type { Report } from "../../lib/progress.ts";
import { callOn } from "../console/call-on.ts";
import { deleteConfirmed } from "../gateway/gateway.ts";
import { StackGate, type StackGateOptions } from "../gateway/stack-gate.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import type { Leftover, Unseen } from "../search/leftover.ts";
import { describeEnd } from "../search/report.ts";
import { untilClean } from "../search/until-clean.ts";
import type { ClassStack } from "../stack/open-stack.ts";

interface EndOptions extends Partial<Omit<StackGateOptions, "report" | "unknown">> {
  readonly report: Report;
  /** Waits, in milliseconds. @default the clock */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

interface After {
  readonly unknown: readonly Unseen[];
  /** Confirmed resources that the class's own used until now. */
  readonly freed: readonly Leftover[];
}

/** Removes what is free now, and searches for what is left of a class that has been destroyed. @returns whether nothing is */
export async function endsClean(
  open: ClassStack,
  keeper: RecordKeeper,
  { report, account, elsewhere, sleep = setTimeout }: EndOptions,
  { unknown, freed }: After,
): Promise<boolean> {
  report("Looking for leftovers");
  const gate = new StackGate(open, keeper, {
    ...{ report, account, unknown },
    ...(elsewhere && { elsewhere }),
  });
  const clock = { report, sleep: (seconds: number) => sleep(seconds * 1000) };
  if (freed.length > 0) await deleteConfirmed(freed, gate, { ...clock, sameLooks: 3 });
  const end = await untilClean(() => gate.look(), clock);
  report(describeEnd(end, new Date()));
  if (end.clean) await keeper.archive();
  else if (end.up !== undefined) report(`${callOn("down", open.stack.name)}   destroys it again`);
  else report(`npm run class -- leftovers --stack ${open.stack.name} --delete   deletes it`);
  return end.clean;
}
