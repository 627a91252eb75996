import type { Result } from "../checking/run-checks.ts";

/** The actions of a rehearsal on its class. */
export interface Stage {
  /** How long a change may take to show, in seconds. */
  readonly settleSeconds: number;
  /** Deploys exactly these labs. @throws PulumiError, ConfigError */
  up(labs: readonly string[]): Promise<void>;
  /** Checks labs, repeating checks that may still settle. @param labs that are deployed */
  check(labs: readonly string[]): Promise<readonly Result[]>;
  /** Runs the checks of one lab once. @param labs that are deployed */
  look(lab: string, labs: readonly string[]): Promise<readonly Result[]>;
  /** Makes the fault of a lab. @param labs that are deployed */
  break(lab: string, labs: readonly string[]): Promise<void>;
  /** Repairs everything that differs from the program. @param labs that are deployed */
  repair(labs: readonly string[]): Promise<void>;
  /** Destroys everything, and searches for leftovers. @returns whether nothing is left */
  down(): Promise<boolean>;
}

/** The part of a lab's fault that a rehearsal needs. */
export interface KnownFault {
  readonly does: string;
  /** The name of the check that finds it. */
  readonly foundBy: string;
}
