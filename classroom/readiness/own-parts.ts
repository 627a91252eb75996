import { heldResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { identityIn } from "../record/class-identity.ts";
import type { OwnParts } from "./unanswered.ts";

/**
 * The resources of the class that its stack already has; empty before the first `up`.
 *
 * @param id the class's id in the stack's settings @default that of the deployed class
 */
export async function ownParts(
  stack: Pick<PulumiStack, "outputs" | "export">,
  id?: string,
): Promise<OwnParts> {
  const [outputs, exported] = await Promise.all([stack.outputs(), stack.export()]);
  const classId = id ?? identityIn(outputs)?.id;
  return { classIds: classId === undefined ? [] : [classId], held: heldResources(exported) };
}
