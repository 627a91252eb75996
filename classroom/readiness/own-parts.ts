import { heldResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { identityIn } from "../record/class-identity.ts";
import type { OwnParts } from "./unanswered.ts";

/**
 * What a stack has already of the class that it is to hold; nothing before its first `up`.
 *
 * @param id the class's id by the stack's settings @default as the class that is up says
 */
export async function ownParts(
  stack: Pick<PulumiStack, "outputs" | "export">,
  id?: string,
): Promise<OwnParts> {
  const [outputs, exported] = await Promise.all([stack.outputs(), stack.export()]);
  const classId = id ?? identityIn(outputs)?.id;
  return { classIds: classId === undefined ? [] : [classId], held: heldResources(exported) };
}
