import type { Aws } from "../../aws/clients.ts";
import type { Engine } from "../../engine/engine.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { InterruptedError, type Interrupts } from "../../lib/interrupts.ts";
import type { TakeDownOptions } from "../destroy/take-down.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";

/** Where a rehearsal runs: a stack, and the AWS that it is on. */
export interface Venue {
  readonly engine: Engine;
  readonly stack: PulumiStack;
  readonly aws: Aws;
  /** Makes everything ready that an `up` needs. Nothing is changed before. @default nothing is needed */
  readonly prepare?: () => Promise<void>;
  /**
   * Writes the settings of a class with these labs for Pulumi's next command.
   *
   * @throws ConfigError when these cannot be on together
   */
  readonly settings: (labs: readonly string[]) => ClassConfig;
  /** Destroys everything, and looks for what is left. @returns whether nothing is left */
  readonly down: (choice: DownChoice) => Promise<boolean>;
}

/** How a rehearsal ends. */
export type DownChoice = Pick<
  TakeDownOptions,
  "deleteProtected" | "verbose" | "consent" | "sleep" | "stillWanted"
>;

/**
 * All that is there was made by the rehearsal, data included, and so was what others have put things into meanwhile. A further
 * Ctrl+C ends even this.
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
