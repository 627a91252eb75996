import type { Engine } from "../../engine/engine.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { ConfigError } from "../../labs/contract/problems.ts";

/**
 * Stops before anything is created when a lab needs a plugin that is not available: the engine would fail only with half of the
 * class created.
 *
 * @throws ConfigError that names each such lab
 */
export function checkPlugins(
  { stack, labs }: Pick<ClassConfig, "stack" | "labs">,
  { official }: Pick<Engine, "official">,
): void {
  if (official) return; // it downloads what it needs
  const problems = labs.flatMap(({ lab: { id, needsPlugin } }) =>
    needsPlugin === undefined
      ? []
      : [
          {
            key: `class:labs.${id}`,
            value: undefined,
            reason: `it needs Pulumi's plugin ${needsPlugin}, which this machine cannot download`,
            fix: "switch it off on this machine",
          },
        ],
  );
  if (problems.length > 0) throw new ConfigError(stack, problems);
}
