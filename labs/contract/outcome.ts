import type { Aws } from "../../aws/clients.ts";
import { NO_SERVER, type Web } from "../../aws/web-request.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** A check found something wrong; the message describes what was observed. */
export class Failure extends ExplainedError {}

/**
 * Why a check is inconclusive. `emulator`: only AWS shows it. `exercise`: nobody has done the exercise yet. `settings`: with
 * the class's settings there is nothing to observe from here. `unseen`: it could be observed, but was not: no answer, or no
 * permission.
 */
export type Obstacle = "emulator" | "exercise" | "settings" | "unseen";

/** A check is inconclusive; the message explains why. */
export class CannotTell extends ExplainedError {
  readonly obstacle: Obstacle;

  /** @param obstacle @default unseen: a check without a named obstacle is repeated */
  constructor(message: string, obstacle: Obstacle = "unseen", options?: ErrorOptions) {
    super(message, options);
    this.obstacle = obstacle;
  }
}

/** @throws Failure with `seen` unless `condition` holds */
export function expect(condition: unknown, seen: string): asserts condition {
  if (condition === undefined || condition === null || condition === false) throw new Failure(seen);
}

/** Distinguishes AWS from the emulator. */
interface Where {
  readonly aws: Pick<Aws, "endpoint">;
}

/** @throws CannotTell on the emulator, which simulates AWS's API but e.g. `runs no commands on servers` */
export function needsAws({ aws }: Where, because: string): void {
  if (aws.endpoint !== undefined) throw new CannotTell(`the emulator ${because}`, "emulator");
}

/** @throws CannotTell on an emulator whose host names do not answer */
export function needsWeb({ aws }: { readonly aws: Web }): void {
  if (aws.endpoint !== undefined && aws.web === undefined)
    throw new CannotTell(NO_SERVER, "emulator");
}

/** @throws CannotTell on the emulator */
export function needsTraffic({ aws }: Where): void {
  if (aws.endpoint !== undefined) throw new CannotTell(NO_SERVER, "emulator");
}
