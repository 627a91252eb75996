import type { Aws } from "../../aws/clients.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** Something is not as it should be; the message says what was seen. */
export class Failure extends ExplainedError {}

/** Whether it is so cannot be seen from here; the message says why. */
export class CannotTell extends ExplainedError {}

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
  if (aws.endpoint !== undefined) throw new CannotTell(`the emulator ${because}`);
}

/** @throws CannotTell on the emulator */
export function needsTraffic(where: Where): void {
  needsAws(where, "carries no traffic");
}
