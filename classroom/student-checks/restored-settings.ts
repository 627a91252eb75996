import { studentConfig } from "../../infra/students/settings.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { callFor } from "../console/call-on.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { classSecrets } from "../pulumi/secrets/secret-paths.ts";
import { type StackFile, writeStackFile } from "../pulumi/stack-file.ts";
import { deployedConfig } from "../stack/deployed-config.ts";
import { labsIn } from "../stack/subjects.ts";

/** Nobody knows with which settings a student's stack was deployed. */
export class NoSettingsError extends ExplainedError {}

/** A student's stack that is up. */
export interface StudentStack {
  readonly student: string;
  readonly stack: Pick<PulumiStack, "name" | "capture" | "settings">;
  /** As it is exported. */
  readonly state: unknown;
}

/**
 * Writes the settings that a student's stack was deployed with last: this machine has none where another one has opened the
 * class, and others where a later `open` has failed.
 *
 * @param className the class's stack
 * @param file the class's settings, which have the secrets that no history shows
 * @throws NoSettingsError
 */
export async function restoreSettings(
  { student, stack, state }: StudentStack,
  className: string,
  file: StackFile,
): Promise<void> {
  const deployed = await deployedConfig(stack);
  const unknown = (why: string): NoSettingsError =>
    new NoSettingsError(
      `the settings of stack ${stack.name} are unknown on this machine: ${why}\n  fix: ${callFor("up", className, student)}`,
    );
  if (deployed === undefined) throw unknown("it has never come up as a whole");
  const again = studentConfig(file.config, { id: student, labs: labsIn(outputsIn(state)) });
  const secrets = deployed.secrets.map((key) => [key, again[key]] as const);
  const lost = secrets.find(([key, value]) => classSecrets({ [key]: value }).length === 0);
  if (lost)
    throw unknown(`${lost[0]} was a secret when it came up, and is none in the class's settings`);
  const config = { ...deployed.config, ...Object.fromEntries(secrets) };
  writeStackFile(stack.settings, { ...file, config });
}
