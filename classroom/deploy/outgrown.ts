import type { ClassConfig } from "../../infra/config.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import type { Report } from "../../lib/progress.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";

/**
 * Checks for settings that an older version allowed: a deployed class keeps them, with a warning; a new one is refused.
 *
 * @throws ConfigError
 */
export async function checkOutgrown(
  stack: Pick<PulumiStack, "name" | "export">,
  { labs }: Pick<ClassConfig, "labs">,
  report: Report,
): Promise<void> {
  const outgrown = labs.flatMap(({ lab, settings }) =>
    (lab.outgrown?.(settings) ?? []).map((each) => ({ ...each, lab: lab.id })),
  );
  if (outgrown.length === 0) return;
  const deployed = deployedResources(await stack.export());
  const isDeployed = (type: string, lab: string) =>
    deployed.some((each) => each.type === type && each.group === lab);
  const refused = outgrown.filter(({ type, lab }) => !isDeployed(type, lab));
  if (refused.length > 0)
    throw new ConfigError(
      stack.name,
      refused.map(({ key, value, reason, fix }) => ({ key, value, reason, fix })),
    );
  for (const { key, reason, fix } of outgrown) report(`Warning   ${key}: ${reason}\n  fix: ${fix}`);
}
