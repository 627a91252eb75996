import { ExplainedError } from "../../lib/errors.ts";
import { callUp } from "../console/call-on.ts";
import { shownTime } from "../console/clock.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { lifeOf } from "../stack/stack-life.ts";

/** A class was extended while it was being destroyed, or no longer has an expiry. */
export class ExtendedError extends ExplainedError {}

/** @throws ExtendedError when the stack's class has not expired, according to its current state */
export async function refuseExtended(
  stack: Pick<PulumiStack, "name" | "outputs">,
  now = new Date(),
): Promise<void> {
  const { past, identity } = lifeOf(stack.name, await stack.outputs(), now);
  if (past) return;
  throw new ExtendedError(
    identity === undefined
      ? `Stack ${stack.name} does not say when it expires any more. Nothing more was destroyed: npm run down -- --stack ${stack.name}`
      : `Stack ${stack.name} was extended to ${shownTime(identity.expires)}. Nothing more was destroyed; if something is missing: ${callUp(stack.name, identity.student)}`,
  );
}
