import { readdirSync } from "node:fs";
import path from "node:path";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { ConfigError, nearest } from "../../labs/contract/problems.ts";
import { chosen, expiryAfter } from "../local/local-settings.ts";
import { configValues, readStackFile } from "../pulumi/stack-file.ts";
import { PROJECT } from "../../lib/project.ts";

/**
 * The settings of a stack that is to be priced. One without `expires` costs what it costs, too.
 *
 * @param labs ids that replace the ones of its Pulumi.<stack>.yaml
 * @throws ConfigError also when there is no such file
 */
export function costSettings(
  stack: string,
  labs: readonly string[] | undefined,
  now = new Date(),
): ClassConfig {
  checkStack(stack);
  const { config } = readStackFile(path.join(PROJECT, `Pulumi.${stack}.yaml`));
  const values = configValues({
    "class:expires": expiryAfter(now),
    ...config,
    ...(labs && { "class:labs": chosen(labs, config["class:labs"]) }),
  });
  return parseConfig({ stack, values });
}

function checkStack(stack: string): void {
  const stacks = readdirSync(PROJECT).flatMap((file) =>
    [...file.matchAll(/^Pulumi\.(.+)\.yaml$/g)].map(([, name = ""]) => name),
  );
  if (stacks.includes(stack)) return;
  const reason = `there is no Pulumi.${stack}.yaml`;
  throw new ConfigError(stack, [
    { key: "--stack", value: stack, reason, fix: nearest(stack, stacks) },
  ]);
}
