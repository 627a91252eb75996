import { newClassId } from "../../infra/class-id.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import type { StackFile } from "../pulumi/stack-file.ts";
import { identityIn } from "../record/class-identity.ts";

/** A stack's settings have a different id from the class deployed in it. */
export class ClassIdError extends ExplainedError {}

/**
 * Writes a class id into a stack's settings if they have none: the id of the deployed class, else a new one.
 *
 * @param config the stack's settings
 * @throws ClassIdError when they have a different id from the deployed class: its resources would belong to no class
 */
export async function giveId(
  stack: Pick<PulumiStack, "name" | "outputs" | "set">,
  config: StackFile["config"],
): Promise<{ readonly id: string; readonly isWritten: boolean }> {
  const written = config["class:id"];
  if (written !== undefined && typeof written !== "string")
    throw new ClassIdError(
      `class:id in Pulumi.${stack.name}.yaml is encrypted; it must be plain text, because it is a tag of every resource\n` +
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
 * A class with the id now in its settings; when it was planned, they may have had none. The record gets the id before anything is
 * created; without it, nobody could find what a killed run has left.
 *
 * @param written the settings that are deployed
 */
export const withWrittenId = (
  config: ClassConfig,
  { "class:id": id }: StackFile["config"],
): ClassConfig => (typeof id === "string" && id !== "" ? { ...config, id } : config);
