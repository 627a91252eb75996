import type { Aws } from "../../aws/clients.ts";
import type { ClassSettings } from "./class-settings.ts";
import type { DeployedLab } from "./deployed-lab.ts";
import type { Text } from "./text.ts";

/** What a check looks at, and what with. */
export interface Subject {
  /** The lab's outputs, settings and resources. */
  readonly lab: DeployedLab;
  /** What the whole stack exports, by lab id: for a lab that is about others. */
  readonly outputs: Readonly<Record<string, DeployedLab["outputs"]>>;
  readonly config: ClassSettings;
  readonly aws: Aws;
}

/** One thing that a lab must show, read-only and over within a minute. */
export interface Check {
  /** What is so when all is well, e.g. `port 22 is open to adminCidrs only`; in English it tells the lab's checks apart. */
  readonly name: Text;
  /** What a teacher can do when it is not so. */
  readonly hint: Text;
  /**
   * Looks. A failure is looked at again until it settles, so that this asks anew each time.
   *
   * @returns what was seen, in a few words
   * @throws Failure when it is not so, CannotTell when that cannot be seen from here: outcome.ts
   */
  run(subject: Subject): Promise<string>;
}

/** One fault that a class finds and repairs. */
export interface Fault {
  /** What is done, e.g. `the rule for SSH is taken away`. */
  readonly does: Text;
  /** The check that finds it. */
  readonly foundBy: Check;
  /** Makes it. `npm run class -- solve` repairs it by an `up` that refreshes first. */
  make(subject: Subject): Promise<void>;
}

/** How a lab is shown to work, and how it is broken for practice. */
export interface Proof {
  readonly checks: readonly Check[];
  /** @default nothing that `up` could repair: the lab is not for repair practice */
  readonly fault?: Fault;
}
