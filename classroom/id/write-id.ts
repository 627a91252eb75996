import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { UsageError } from "../console/command.ts";
import { LOCAL } from "../console/shared-options.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { stackSettings } from "../pulumi/stack-file.ts";
import { giveId } from "../stack/class-id.ts";
import { releaseSingletons } from "../stack/singletons.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- id --stack NAME`: writes the class id for deployments by plain Pulumi or by a workflow; `npm start` does so
 * itself.
 *
 * @returns the exit code
 * @throws UsageError, NoStackError, ClassIdError, PulumiError
 */
export async function writeId(name: string): Promise<number> {
  if (name === LOCAL)
    throw new UsageError("Which stack? Write --stack NAME; npm start gives stack local its id");
  const { config } = stackSettings(name);
  const stack = new PulumiStack(realEngine(await findEngine(report)), { name });
  const { id, isWritten } = await giveId(stack, config);
  await releaseSingletons(stack, report);
  report(
    isWritten
      ? `Pulumi.${name}.yaml has class:id ${id} now. Commit it: the id marks the resources of the class.`
      : `Pulumi.${name}.yaml has class:id ${id} already.`,
  );
  return 0;
}
