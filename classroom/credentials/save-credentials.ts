import path from "node:path";
import type { ClassConfig } from "../../infra/config.ts";
import { catalogue } from "../../labs/catalogue.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { callOn } from "../console/call-on.ts";
import { UsageError } from "../console/command.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { openStack } from "../stack/open-stack.ts";
import { chosenLabs } from "../stack/subjects.ts";
import { writeSecretFile } from "./secret-file.ts";

export interface CredentialsOptions {
  readonly stack: string;
  /** @default every lab that is on */
  readonly labs: readonly string[] | undefined;
  readonly out: string | undefined;
  readonly overwrite: boolean;
}

/** No lab has credentials, several have, or they are not deployed. */
export class NoCredentialsError extends ExplainedError {}

/** A lab's output that contains a file. */
export interface FileOutput {
  readonly lab: string;
  readonly output: string;
}

/**
 * `npm run class -- credentials`: writes a lab's credentials, which are stack secrets, to a file.
 *
 * @returns the exit code
 * @throws UsageError, NoStackError, NoLabError, NoCredentialsError, SecretFileError, PulumiError
 */
export async function saveCredentials(options: CredentialsOptions): Promise<number> {
  const { out, overwrite } = options;
  if (out === undefined || out === "")
    throw new UsageError("Choose a file for the credentials: --out FILE");
  const { config, stack } = await openStack(options.stack, console.error);
  const { lab, output } = credentialsIn(config, options.labs);
  const content = (await stack.outputs({ showSecrets: true }))[lab]?.[output];
  if (typeof content !== "string")
    throw new NoCredentialsError(
      `Lab ${lab} of stack ${options.stack} has no credentials yet: deploy it first, with ${callOn("up", options.stack)}`,
    );
  const notes = path.join(new LocalFolder().path, "credentials.json");
  writeSecretFile(out, content, { notes, overwrite });
  console.log(`Wrote the credentials of lab ${lab} to ${out}. Only you can read the file.`);
  return 0;
}

/**
 * The credentials of the chosen labs.
 *
 * @throws NoLabError, NoCredentialsError when there are none, or several labs have some
 */
export function credentialsIn(
  config: Pick<ClassConfig, "stack" | "labs">,
  ids: readonly string[] | undefined,
): FileOutput {
  const found = chosenLabs(config, ids).flatMap(({ lab }) => fileOutputs(lab));
  const [first, ...more] = found;
  if (first === undefined)
    throw new NoCredentialsError(
      `No lab that ${ids ? "was chosen" : `is on in stack ${config.stack}`} has credentials to write; these labs have: ${WITH_CREDENTIALS.join(", ")}`,
    );
  if (more.length > 0)
    throw new NoCredentialsError(
      `Several labs have credentials, and a file holds those of one: choose ${found.map(({ lab }) => `--labs ${lab}`).join(" or ")}`,
    );
  return first;
}

const fileOutputs = ({ id, outputs }: Pick<Lab, "id" | "outputs">): FileOutput[] =>
  Object.entries(outputs).flatMap(([output, { isFile }]) => (isFile ? [{ lab: id, output }] : []));

const WITH_CREDENTIALS = catalogue.flatMap(fileOutputs).map(({ lab }) => lab);
