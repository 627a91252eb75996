import { newClassId } from "../../infra/class-id.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import type { StackFile } from "../pulumi/stack-file.ts";
import { identityIn } from "../record/class-identity.ts";

/** A stack's settings have another class's id than what is up in it. */
export class ClassIdError extends ExplainedError {}

/**
 * Writes the id of a stack's class into its settings, where they have none: that of the class that is up, else a new one.
 *
 * @param config the stack's settings
 * @throws ClassIdError when they have another one than the class that is up: its resources would be nobody's
 */
export async function giveId(
  stack: Pick<PulumiStack, "name" | "outputs" | "set">,
  config: StackFile["config"],
): Promise<{ readonly id: string; readonly isWritten: boolean }> {
  const written = config["class:id"];
  if (written !== undefined && typeof written !== "string")
    throw new ClassIdError(
      `class:id in Pulumi.${stack.name}.yaml is a secret; it is a tag of every resource, and not one\n` +
        `fix: pulumi config set id $(pulumi config get id --stack ${stack.name}) --plaintext --stack ${stack.name}`,
    );
  const deployed = identityIn(await stack.outputs())?.id;
  if (typeof written === "string" && written !== "") {
    if (deployed === undefined || deployed === written) return { id: written, isWritten: false };
    throw new ClassIdError(
      `Pulumi.${stack.name}.yaml has class:id ${written}, the class that is up in stack ${stack.name} has ${deployed}.\n` +
        `fix: pulumi config set id ${deployed} --stack ${stack.name}`,
    );
  }
  const id = deployed ?? newClassId();
  await stack.set("id", id);
  return { id, isWritten: true };
}

/**
 * A class with the id that its settings have by now: while it was planned they may have had none. The record is told it before
 * anything is made; without it, nobody would find what a run that is killed has left.
 *
 * @param written the settings that are deployed
 */
export const withWrittenId = (
  config: ClassConfig,
  { "class:id": id }: StackFile["config"],
): ClassConfig => (typeof id === "string" && id !== "" ? { ...config, id } : config);
