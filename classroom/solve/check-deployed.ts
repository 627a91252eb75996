import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { pulumiError } from "../pulumi/pulumi-error.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { checkLabsDeployed, checkNothingPlanned } from "./deployed-labs.ts";

/** How many minutes repaired resources on AWS may take to settle. */
const SETTLING_MINUTES = 2;

type Settings = Pick<OpenStack["config"], "environment">;

/** The emulator changes at once. */
export const settlingMinutes = ({ environment }: Settings): number | undefined =>
  environment === "local" ? undefined : SETTLING_MINUTES;

/**
 * Checks that `solve` only repairs manual changes, and deploys nothing else.
 *
 * @throws NotDeployedError, PulumiError before anything is changed
 */
export async function checkDeployed({ stack, config, state }: OpenStack): Promise<void> {
  const on = config.labs.map(({ lab }) => lab.id);
  checkLabsDeployed(config, on, outputsIn(state));
  // On the emulator, the settings are those of the last run.
  if (config.environment === "local") return;
  const { code, stdout, stderr } = await stack.preview();
  if (code !== 0) throw pulumiError(["preview"], code, stderr || stdout);
  checkNothingPlanned(config, stdout);
}
