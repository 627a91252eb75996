import { z } from "zod";
import { services } from "../../aws/services.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import type { EnvironmentPreview } from "./environment-preview.ts";
import { readPreview } from "./read-preview.ts";
import { textsIn } from "./texts.ts";

/** The output of `pulumi config --json --show-secrets`. */
const CONFIG = z.record(
  z.string(),
  z.object({
    secret: z.boolean(),
    value: z.string().optional(),
    objectValue: z.unknown().optional(),
  }),
);

/**
 * Previews a stack; a failure is a result, too.
 *
 * @param moreSecrets what must not be shown, besides the stack's own secrets @default nothing
 */
export async function previewStack(
  stack: PulumiStack,
  emulated: boolean,
  moreSecrets: readonly string[] = [],
): Promise<EnvironmentPreview> {
  const output = await stack.preview();
  const secrets = output.code === 0 ? [] : [...moreSecrets, ...(await secretsOf(stack))];
  return readPreview({ stack: stack.name, emulated, secrets, ...output }, await services());
}

/** The secret values of the configuration: error messages of the program may contain them. */
async function secretsOf(stack: PulumiStack): Promise<string[]> {
  try {
    const config = CONFIG.parse(JSON.parse(await stack.config()));
    const secret = Object.values(config).filter((entry) => entry.secret);
    return secret.flatMap(({ value, objectValue }) => textsIn([value, objectValue]));
  } catch (error) {
    // Without the stack, or the key to its secrets, the program does not have them either.
    if (error instanceof PulumiError) return [];
    throw error;
  }
}
