import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { usualExpiry } from "../console/expiry.ts";
import { chosen } from "../local/local-settings.ts";
import { SAMPLE_CONFIG } from "../mocks/sample-config.ts";
import { configValues, stackSettings } from "../pulumi/stack-file.ts";

/**
 * The settings of a stack that is to be priced. One without `expires` or a key is priced, too: `up` gives it both.
 *
 * @param labs ids that replace the ones of its Pulumi.<stack>.yaml
 * @throws NoStackError, ConfigError
 */
export function costSettings(
  stack: string,
  labs: readonly string[] | undefined,
  now = new Date(),
): ClassConfig {
  const { config } = stackSettings(stack);
  const values = configValues({
    "class:expires": usualExpiry(now),
    ...(SAMPLE_CONFIG.publicKey !== undefined && { "class:publicKey": SAMPLE_CONFIG.publicKey }),
    ...config,
    ...(labs && { "class:labs": chosen(labs, config["class:labs"]) }),
  });
  return parseConfig({ stack, values });
}
