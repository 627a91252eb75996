import type { ClassConfig } from "../../infra/config.ts";
import type { Aws } from "../../aws/clients.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { DeployedLab } from "./deployed-lab.ts";

/** What a check looks at, and what with. */
export interface Subject {
  /** The lab's outputs, settings and resources. */
  readonly lab: DeployedLab;
  /** What the whole stack exports, by lab id: for a lab that is about others. */
  readonly outputs: Readonly<Record<string, DeployedLab["outputs"]>>;
  readonly config: ClassConfig;
  readonly aws: Aws;
}

/** One thing that a lab must show, read-only and over within a minute. */
export interface Check {
  /** What is so when all is well, e.g. `port 22 is open to adminCidrs only`. */
  readonly name: string;
  /** What a teacher can do when it is not so. */
  readonly hint: string;
  /**
   * Looks. A failure is looked at again until it settles, so that this asks anew each time.
   *
   * @returns what was seen, in a few words
   * @throws Failure when it is not so, CannotTell when that cannot be seen from here
   */
  run(subject: Subject): Promise<string>;
}

/** One fault that a class finds and mends. */
export interface Fault {
  /** What is done, e.g. `the rule for SSH is taken away`. */
  readonly does: string;
  /** The name of the check that finds it. */
  readonly foundBy: string;
  /** Makes it. `npm run class -- solve` mends it by an `up` that looks first. */
  make(subject: Subject): Promise<void>;
}

/** How a lab is shown to work, and how it is broken for practice. */
export interface Proof {
  readonly checks: readonly Check[];
  /** @default nothing that `up` could mend: the lab is not for repair practice */
  readonly fault?: Fault;
}

/** Something is not as it should be; the message says what was seen. */
export class Failure extends ExplainedError {}

/** Whether it is so cannot be seen from here; the message says why. */
export class CannotTell extends ExplainedError {}

/** @throws Failure with `seen` unless `condition` holds */
export function expect(condition: unknown, seen: string): asserts condition {
  if (condition === undefined || condition === null || condition === false) throw new Failure(seen);
}

/** @throws CannotTell on the emulator, which keeps AWS's records and e.g. `runs no servers` */
export function needsAws({ aws }: Pick<Subject, "aws">, because: string): void {
  if (aws.endpoint !== undefined) throw new CannotTell(`the emulator ${because}`);
}

/** @throws CannotTell on the emulator */
export function needsTraffic(subject: Pick<Subject, "aws">): void {
  needsAws(subject, "carries no traffic");
}
