import { ExplainedError } from "../../lib/errors.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { wasChanged } from "../pulumi/stack-state.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import type { Unseen } from "../search/leftover.ts";
import type { ClassStack } from "../stack/open-stack.ts";

/** It is unknown which resources a stack had. */
export class UnknownPastError extends ExplainedError {}

/** A class, and its stack or the stack's state. */
interface HeldClass extends Pick<ClassStack, "identity"> {
  readonly stack: Pick<ClassStack["stack"], "name" | "export" | "capture">;
}

/**
 * What is unknown about an empty stack without a record that was changed before: it may have left resources without tags. A new
 * stack has left nothing.
 */
export async function unknownPast(
  keeper: Pick<RecordKeeper, "read">,
  { stack, identity: { id, name, region, peerRegion } }: HeldClass,
): Promise<readonly Unseen[]> {
  if ((await keeper.read()) !== undefined) return [];
  if (heldResources(await stack.export()).length > 0 || !(await wasChanged(stack))) return [];
  const reason =
    `not known: stack ${stack.name} was deployed before, and its record is missing. Restore the record; ` +
    `without it, only tags show what is left: npm run class -- leftovers --class ${id ?? name} --regions ${region},${peerRegion}`;
  return [{ kind: "earlier resources of the stack", region, reason, passing: false }];
}

/** @throws UnknownPastError when an empty stack may have left unknown resources */
export async function refuseUnknown(...about: Parameters<typeof unknownPast>): Promise<void> {
  const [unknown] = await unknownPast(...about);
  if (unknown) throw new UnknownPastError(`The earlier resources of the stack: ${unknown.reason}`);
}
