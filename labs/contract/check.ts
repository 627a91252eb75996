import type { Aws } from "../../aws/clients.ts";
import type { ClassSettings } from "./class-settings.ts";
import type { DeployedLab } from "./deployed-lab.ts";
import type { Text } from "./text.ts";

/** The subject of a check, and its access to AWS. */
export interface Subject {
  /** The lab's outputs, settings and resources. */
  readonly lab: DeployedLab;
  /** The outputs of the whole stack, by lab id: for a lab that depends on others. */
  readonly outputs: Readonly<Record<string, DeployedLab["outputs"]>>;
  readonly config: ClassSettings;
  readonly aws: Aws;
}

/** A check of a lab: read-only, and finished within a minute. */
export interface Check {
  /** What is true when the lab works, e.g. `port 22 is open to adminCidrs only`; the English name is unique within the lab. */
  readonly name: Text;
  /** What a teacher can do when the check fails. */
  readonly hint: Text;
  /**
   * Runs the check. A failed check is repeated until its result is stable, so each run queries AWS again.
   *
   * @returns the observed result, in a few words
   * @throws Failure when it is wrong, CannotTell when it cannot be observed from here: outcome.ts
   */
  run(subject: Subject): Promise<string>;
}

/** A fault for the class to find and repair. */
export interface Fault {
  /** What is broken, e.g. `the rule for SSH is taken away`. */
  readonly does: Text;
  /** The check that detects it. */
  readonly foundBy: Check;
  /** Causes the fault. `npm run class -- solve` repairs it with an `up` that refreshes first. */
  make(subject: Subject): Promise<void>;
}

/** How to check that a lab works, and how to break it for practice. */
export interface Proof {
  readonly checks: readonly Check[];
  /** @default none: the lab has nothing that `up` could repair, and is not used for repair practice */
  readonly fault?: Fault;
}
