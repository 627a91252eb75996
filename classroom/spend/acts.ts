import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { closeClass } from "../closing/close-class.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { chosenIn, describeFreeze } from "../freezing/commands.ts";
import { freezeClass } from "../freezing/freeze-class.ts";
import type { Acts } from "../spending/keep-limit.ts";

export interface ActOptions {
  readonly report: Report;
  /** Whether resources made by hand are removed, too, when the class is closed. */
  readonly removeForeign: boolean;
  /** How many students at the same time. @default by cores and memory */
  readonly parallel: number | undefined;
  /** Whether stdout is for the result. */
  readonly json: boolean;
}

/** The actions of `spend --act` on a class, the same as `freeze` and `close`; protected resources stay. */
export function actsOn(name: string, { report, removeForeign, parallel, json }: ActOptions): Acts {
  const freeze = async (): Promise<number> => {
    const end = await freezeClass(await chosenIn(name, undefined, report), report);
    report(describeFreeze("freeze", name, end));
    return end.failed.length === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
  };
  const close = async (): Promise<number> => {
    // Resources that cannot be deleted are at least stopped; a failure must not keep the rest running.
    await freeze().catch((error: unknown) => {
      report(errorMessage(error));
    });
    const closed = await closeClass(name, {
      ...{ report, json, only: undefined, shard: undefined, parallel },
      ...{ deleteProtected: false, spareProtected: true, keepsSpending: true },
      consent: () => Promise.resolve(removeForeign),
      confirm: () => Promise.resolve(true), // confirmed by --act
    });
    return closed?.isClean ? EXIT_CODES.done : EXIT_CODES.failed;
  };
  return { freeze, close };
}
