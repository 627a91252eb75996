import { styleText } from "node:util";
import { credentialSource } from "../../aws/credentials/credential-source.ts";
import { credentialsError, isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { isNetwork } from "../../aws/errors.ts";
import { unreachable } from "../../aws/unreachable.ts";
import { explainedFileError, ExplainedError } from "../../lib/errors.ts";

/** Settings that name no credentials. */
const NOTHING = { roles: [] };

/** What to show of an error that ends a command. An error that is not explained is a defect, and shows its stack trace. */
export async function shownError(error: unknown): Promise<unknown> {
  // Loaded late. Errors in a configuration, or in what it names, are of this class.
  const { RunError } = await import("@pulumi/pulumi/errors.js");
  if (error instanceof ExplainedError || error instanceof RunError)
    return styleText("red", error.message);
  if (isCredentialsError(error))
    return styleText(
      "red",
      credentialsError(error, credentialSource(NOTHING, process.env, "")).message,
    );
  if (error instanceof Error && isNetwork(error))
    return styleText("red", unreachable(error, process.env.AWS_ENDPOINT_URL).message);
  return explainedFileError(error)?.message ?? error;
}
