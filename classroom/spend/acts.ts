import type { Report } from "../../lib/progress.ts";
import { closeClass } from "../closing/close-class.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { chosenIn, describeFreeze } from "../freezing/commands.ts";
import { freezeClass } from "../freezing/freeze-class.ts";
import type { Acts } from "../spending/keep-limit.ts";

export interface ActOptions {
  readonly report: Report;
  /** Whether what people have made by hand is removed when the class is closed, too. */
  readonly removeForeign: boolean;
  /** Whether stdout belongs to the result. */
  readonly json: boolean;
}

/** What `spend --act` does to a class, as `freeze` and `close` do it; what is protected stays. */
export function actsOn(name: string, { report, removeForeign, json }: ActOptions): Acts {
  const freeze = async (): Promise<number> => {
    const end = await freezeClass(await chosenIn(name, undefined, report), report);
    report(describeFreeze("freeze", end));
    return end.failed.length === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
  };
  const close = async (): Promise<number> => {
    // What is stuck, or is not ours to delete, is at least stopped; that something could not be is no reason to keep the rest.
    await freeze();
    const closed = await closeClass(name, {
      ...{ report, json, only: undefined, shard: undefined, parallel: undefined },
      ...{ deleteProtected: false, spareProtected: true },
      consent: () => Promise.resolve(removeForeign),
      confirm: () => Promise.resolve(true), // --act has said so
    });
    return closed?.isClean ? EXIT_CODES.done : EXIT_CODES.failed;
  };
  return { freeze, close };
}
