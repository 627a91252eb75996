import { randomBytes } from "node:crypto";
import type { Tags } from "../../aws/contract/finder.ts";
import type { Trial } from "../../aws/contract/trial.ts";
import { isAbsence, isDependency, isPassing, saying } from "../../aws/errors.ts";
import { Interrupts } from "../../lib/interrupts.ts";
import { poll } from "../../lib/poll.ts";
import type { Report } from "../../lib/progress.ts";

export interface TrialOptions {
  /** The class's tags. */
  readonly tags: Tags;
  readonly report: Report;
  /** How long to try to delete a resource. @default 15 minutes: CloudFront must deploy a change before it deletes */
  readonly limitMs?: number;
  /** @default 10 seconds */
  readonly pauseMs?: number;
}

interface Made {
  readonly what: string;
  readonly remove: () => Promise<boolean>;
}

/** Creates resources to see whether AWS allows it. All of them are deleted, also after an error or Ctrl+C. */
export class Trials {
  readonly #options: Required<TrialOptions>;
  readonly #left: string[] = [];

  constructor({ limitMs = 900_000, pauseMs = 10_000, ...given }: TrialOptions) {
    this.#options = { limitMs, pauseMs, ...given };
  }

  /** What could not be deleted, each with the reason. */
  get left(): readonly string[] {
    return this.#left;
  }

  /** Runs one trial. @returns its result, once nothing of it is left, or what is left is known */
  async run<T>(attempt: (trial: Trial) => T | Promise<T>): Promise<T> {
    const made: Made[] = [];
    const { tags, report } = this.#options;
    const trial: Trial = {
      name: `preflight-${randomBytes(4).toString("hex")}`,
      tags,
      making(what, remove) {
        report(`Trying    ${what}`);
        made.push({ what, remove });
      },
    };
    const interrupts = new Interrupts();
    try {
      return await interrupts.during(attempt(trial));
    } finally {
      for (const each of made.toReversed()) await this.#remove(each);
      interrupts.forget();
    }
  }

  async #remove({ what, remove }: Made): Promise<void> {
    const { limitMs, pauseMs, report } = this.#options;
    report(`Removing  ${what}`);
    let reason = "it is still there";
    const isGone = await poll(
      async () => {
        try {
          return (await remove()) ? undefined : true;
        } catch (error) {
          if (isAbsence(error)) return true;
          reason = saying(error);
          return isPassing(error) || isDependency(error) ? undefined : false;
        }
      },
      { limitMs, pauseMs },
    );
    if (!isGone) this.#left.push(`${what}: ${reason}`);
  }
}
