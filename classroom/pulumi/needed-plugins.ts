import type { Engine } from "../../engine/engine.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { ConfigError } from "../../labs/contract/problems.ts";

/**
 * Stops before anything is made when a lab needs a plugin that the engine cannot have: the engine would find out when
 * half of the class is there.
 *
 * @throws ConfigError that names each such lab
 */
export function checkPlugins(
  { stack, labs }: Pick<ClassConfig, "stack" | "labs">,
  { official }: Pick<Engine, "official">,
): void {
  if (official) return; // downloads what it needs
  const problems = labs.flatMap(({ lab: { id, needsPlugin } }) =>
    needsPlugin === undefined
      ? []
      : [
          {
            key: `class:labs.${id}`,
            value: undefined,
            reason: `it needs Pulumi's plugin ${needsPlugin}, and this machine cannot reach Pulumi's downloads`,
            fix: "switch it off here; it runs where pulumi can be downloaded",
          },
        ],
  );
  if (problems.length > 0) throw new ConfigError(stack, problems);
}
