import type { Result } from "../checking/run-checks.ts";

/** A class that is rehearsed: what a rehearsal does to it. */
export interface Stage {
  /** How long it may take until a change shows, in seconds. */
  readonly settleSeconds: number;
  /** Brings up exactly these labs. @throws PulumiError, ConfigError */
  up(labs: readonly string[]): Promise<void>;
  /** Checks labs, waiting for what settles. @param labs that are up */
  check(labs: readonly string[]): Promise<readonly Result[]>;
  /** Looks once at the checks of one lab. @param labs that are up */
  look(lab: string, labs: readonly string[]): Promise<readonly Result[]>;
  /** Makes the fault of a lab. @param labs that are up */
  break(lab: string, labs: readonly string[]): Promise<void>;
  /** Repairs all that differs from the program. @param labs that are up */
  repair(labs: readonly string[]): Promise<void>;
  /** Destroys everything, and looks for what is left. @returns whether nothing is left */
  down(): Promise<boolean>;
}

/** The fault of a lab, as far as a rehearsal needs to know it. */
export interface KnownFault {
  readonly does: string;
  /** The name of the check that finds it. */
  readonly foundBy: string;
}
