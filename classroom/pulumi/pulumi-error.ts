import { CredentialsError, saysCredentials } from "../../aws/credentials/credentials-error.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { withoutUser } from "./secrets/without-user.ts";

/** A failed Pulumi command, which has already printed what was wrong. */
export class PulumiError extends ExplainedError {
  /** Its exit code; undefined when it was interrupted. */
  readonly code: number | undefined;
  /** Why resources could not be changed, by URN; under "" errors without a resource. @default not known */
  readonly reasons: ReadonlyMap<string, string>;

  constructor(message: string, code?: number, reasons: ReadonlyMap<string, string> = new Map()) {
    super(withoutUser(message));
    this.code = code;
    this.reasons = new Map([...reasons].map(([urn, reason]) => [urn, withoutUser(reason)]));
  }
}

/** Pulumi's message about a state with an empty metadata file, left by a killed Pulumi: gocloud.dev/blob/fileblob, setAttrs. */
const HALF_WRITTEN = "failed to load checkpoint: EOF";

const MENDED =
  "A Pulumi process was killed while it wrote the metadata file beside the state. The state itself is complete.\n" +
  "  fix, where file://FOLDER is the backend: find FOLDER/.pulumi -name '*.attrs' -empty -delete\n" +
  "  With the backend file://FOLDER?metadata=skip, Pulumi writes no such files.";

/** What is said of a command that a signal has ended: it has no reason of its own. */
export const INTERRUPTED = "was interrupted. Run the same command again.";

const EXAMPLES = "s3://BUCKET?region=REGION, file:///FOLDER or https://api.pulumi.com";

/** What to do about Pulumi's error where its passphrase is another one; undefined for other errors. */
export const passphraseFix = (output: string): string | undefined =>
  output.includes("incorrect passphrase")
    ? "fix: set PULUMI_CONFIG_PASSPHRASE (or PULUMI_CONFIG_PASSPHRASE_FILE) to the passphrase that the stack was made with"
    : undefined;

/** What to do when Pulumi cannot find the stack or its backend; undefined for other errors. */
function backendFix(output: string, backend: string | undefined): string | undefined {
  const given = backend ? `PULUMI_BACKEND_URL = ${JSON.stringify(backend)}\n  ` : "";
  const [, stack] = /no stack named '([^']+)' found/.exec(output) ?? [];
  if (stack !== undefined)
    return `${given}fix: create it, once: pulumi stack init ${stack}\n  or, where it exists in another backend, set PULUMI_BACKEND_URL, or: pulumi login BACKEND`;
  if (output.includes("PULUMI_ACCESS_TOKEN must be set")) {
    const form = backend?.startsWith("/") ? `file://${backend}` : EXAMPLES;
    return `${given}fix: pulumi login, or set where the stacks are, such as ${form}: export PULUMI_BACKEND_URL=ADDRESS`;
  }
  if (output.includes("unable to open bucket"))
    return `${given}fix: check the address, as ${EXAMPLES}; a folder must exist (mkdir -p)`;
  return undefined;
}

/** The error of a command that has printed the reason; a credentials error if that is the reason. */
export function pulumiError(
  args: readonly string[],
  code: number,
  output: string,
): PulumiError | CredentialsError {
  if (output === INTERRUPTED) return new PulumiError(`pulumi ${args[0] ?? ""} ${INTERRUPTED}`);
  const message = `pulumi ${args.join(" ")} ended with exit code ${code}: ${output.trim()}`;
  if (output.includes(HALF_WRITTEN)) return new PulumiError(`${message}\n  ${MENDED}`, code);
  const fix = passphraseFix(output) ?? backendFix(output, process.env.PULUMI_BACKEND_URL);
  if (fix !== undefined) return new PulumiError(`${message}\n  ${fix}`, code);
  if (!saysCredentials(output)) return new PulumiError(message, code);
  return new CredentialsError(
    `AWS credentials are missing, expired or not valid.\n  fix: log in with the profile that AWS_PROFILE or the backend's address names: aws sso login --profile NAME\n  ${withoutUser(message)}`,
  );
}
