import type { Report } from "../../lib/progress.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { inPlainText } from "../pulumi/secrets/decrypted.ts";
import type { StackFile } from "../pulumi/stack-file.ts";
import { provenAws } from "../stack/proven-aws.ts";

const REGION = "aws:region";

/**
 * Proves the account before a preview: in another account, the whole class would appear to be new.
 *
 * @param prove proves it in a region @default by the stack's own credentials
 * @throws WrongAccountError, CredentialsError; SecretSettingError when the region cannot be decrypted
 */
export async function guardPreview(
  stack: PulumiStack,
  { config }: Pick<StackFile, "config">,
  report: Report,
  prove: (stack: PulumiStack, region: string, report: Report) => Promise<unknown> = provenAws,
): Promise<void> {
  const plain = await inPlainText(stack, { [REGION]: config[REGION] });
  const region = plain.config[REGION];
  if (typeof region !== "string") return; // the program reports what is wrong with it, before it calls AWS
  try {
    await prove(stack, region, report);
  } catch (error) {
    // The preview reports why the stack cannot be read.
    if (!(error instanceof PulumiError)) throw error;
  }
}
