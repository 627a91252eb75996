import { studentConfig } from "../../infra/students/settings.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { callFor } from "../console/call-on.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { classSecrets } from "../pulumi/secrets/secret-paths.ts";
import { type StackFile, writeStackFile } from "../pulumi/stack-file.ts";
import { deployedConfig } from "../stack/deployed-config.ts";
import { labsIn } from "../stack/subjects.ts";

/** The settings that a student's stack was deployed with are unknown. */
export class NoSettingsError extends ExplainedError {}

/** A deployed stack of a student. */
export interface StudentStack {
  readonly student: string;
  readonly stack: Pick<PulumiStack, "name" | "capture" | "settings">;
  /** The exported state. */
  readonly state: unknown;
}

/**
 * Writes the settings of a student's last deployment: this machine has none if another one has opened the class, and other ones
 * if a later `open` has failed.
 *
 * @param className the class's stack
 * @param file the class's settings, which have the secrets that no history contains
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
  if (deployed === undefined) throw unknown("no deployment of it has finished");
  const again = studentConfig(file.config, { id: student, labs: labsIn(outputsIn(state)) });
  const secrets = deployed.secrets.map((key) => [key, again[key]] as const);
  const lost = secrets.find(([key, value]) => classSecrets({ [key]: value }).length === 0);
  if (lost)
    throw unknown(
      `${lost[0]} was a secret when it was deployed, and is not one in the class's settings`,
    );
  const config = { ...deployed.config, ...Object.fromEntries(secrets) };
  writeStackFile(stack.settings, { ...file, config });
}
