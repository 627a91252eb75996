import type { ClassIdentity } from "../../infra/identity.ts";
import { shownTime } from "../console/clock.ts";
import { distance } from "../console/expiry.ts";
import { textTable } from "../console/text-table.ts";
import { identityIn } from "../record/class-identity.ts";

/** The identity and expiry of a stack with resources. */
export interface StackLife {
  readonly stack: string;
  /** The identity in the stack's outputs; undefined when it is not a class's, or its first `up` was interrupted. */
  readonly identity: ClassIdentity | undefined;
  /** Whether it has expired. A stack without an expiry never counts as expired. */
  readonly past: boolean;
}

/** @param outputs of the stack */
export function lifeOf(
  stack: string,
  outputs: Readonly<Record<string, unknown>>,
  now: Date,
): StackLife {
  const identity = identityIn(outputs);
  const past = identity !== undefined && Date.parse(identity.expires) <= now.getTime();
  return { stack, identity, past };
}

/** `dev    aws-class   2026-11-25 18:00 KST (09:00 UTC)   3 h ago   expired` */
export function describeLives(lives: readonly StackLife[], now: Date): string {
  const rows = lives.map(({ stack, identity, past }) =>
    identity === undefined
      ? [stack, "", "", "", "does not say when it expires: kept"]
      : [
          stack,
          identity.name,
          shownTime(identity.expires),
          distance(identity.expires, now),
          past ? "expired" : "",
        ],
  );
  return textTable(rows, ["left", "left", "left", "left", "left"]).join("\n");
}
