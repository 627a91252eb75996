import type { Aws } from "../../aws/clients.ts";
import type { Engine } from "../../engine/engine.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { InterruptedError, type Interrupts } from "../../lib/interrupts.ts";
import type { TakeDownOptions } from "../destroy/take-down.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";

/** Where a rehearsal runs: a stack, and its AWS. */
export interface Venue {
  readonly engine: Engine;
  readonly stack: PulumiStack;
  readonly aws: Aws;
  /** Prepares everything for `up`. Nothing is changed before. @default nothing is needed */
  readonly prepare?: () => Promise<void>;
  /**
   * Writes the settings of a class with these labs for the next Pulumi command.
   *
   * @throws ConfigError when the labs cannot be on together
   */
  readonly settings: (labs: readonly string[]) => ClassConfig;
  /** Destroys everything, and searches for leftovers. @returns whether nothing is left */
  readonly down: (choice: DownChoice) => Promise<boolean>;
}

/** How to destroy a rehearsal. */
export type DownChoice = Pick<
  TakeDownOptions,
  "deleteProtected" | "verbose" | "consent" | "sleep" | "stillWanted"
>;

/**
 * Everything was created by the rehearsal and is destroyed, including data and what others have added in the meantime. Another
 * Ctrl+C stops even this.
 *
 * @param refuseForeign throws when another class is up by now
 */
export const downChoice = (
  interrupts: Interrupts,
  verbose: boolean,
  refuseForeign: () => Promise<void>,
): DownChoice => {
  const before = interrupts.count;
  return {
    ...{ deleteProtected: true, verbose },
    consent: () => Promise.resolve(true),
    sleep: (ms) => interrupts.sleep(ms),
    stillWanted: () =>
      interrupts.count > before
        ? Promise.reject(new InterruptedError("interrupted"))
        : refuseForeign(),
  };
};
