import type { Aws } from "../../aws/clients.ts";
import { NO_SERVER, type Web } from "../../aws/web-request.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** Something is not as it should be; the message says what was seen. */
export class Failure extends ExplainedError {}

/**
 * Why something is inconclusive: only AWS shows it, not the `emulator`; it depends on an `exercise` that nobody has done yet;
 * the class's `settings` leave nothing to see from here; or it could be seen, and was `unseen`: no answer, no permission.
 */
export type Obstacle = "emulator" | "exercise" | "settings" | "unseen";

/** Whether it is so cannot be seen from here; the message says why. */
export class CannotTell extends ExplainedError {
  readonly obstacle: Obstacle;

  /** @param obstacle @default unseen: whatever is not named is to be looked at again */
  constructor(message: string, obstacle: Obstacle = "unseen", options?: ErrorOptions) {
    super(message, options);
    this.obstacle = obstacle;
  }
}

/** @throws Failure with `seen` unless `condition` holds */
export function expect(condition: unknown, seen: string): asserts condition {
  if (condition === undefined || condition === null || condition === false) throw new Failure(seen);
}

/** What tells AWS from the emulator. */
interface Where {
  readonly aws: Pick<Aws, "endpoint">;
}

/** @throws CannotTell on the emulator, which keeps AWS's records and e.g. `runs no servers` */
export function needsAws({ aws }: Where, because: string): void {
  if (aws.endpoint !== undefined) throw new CannotTell(`the emulator ${because}`, "emulator");
}

/** @throws CannotTell on an emulator whose host names nobody answers for */
export function needsWeb({ aws }: { readonly aws: Web }): void {
  if (aws.endpoint !== undefined && aws.web === undefined)
    throw new CannotTell(NO_SERVER, "emulator");
}

/** @throws CannotTell on the emulator */
export function needsTraffic({ aws }: Where): void {
  if (aws.endpoint !== undefined) throw new CannotTell(NO_SERVER, "emulator");
}
