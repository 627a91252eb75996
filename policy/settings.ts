import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import type { Environment, Settings } from "./rule.ts";

/** The part of a class's configuration that the rules use; from `parseConfig` of infra/config.ts. */
export interface PolicyConfig {
  readonly environment: Environment;
  readonly region: string;
  readonly peerRegion: string;
  readonly allowOpenAdmin?: string | undefined;
  readonly policyExceptions: Settings["exceptions"];
  readonly policyLimits: Limits;
}

/** The region of global resources: CloudFront's certificates, billing. */
const GLOBAL = "us-east-1";

export function settingsOf(config: PolicyConfig): Settings {
  const { environment, region, peerRegion, allowOpenAdmin, policyExceptions, policyLimits } =
    config;
  // In prod, class:allowOpenAdmin has no effect; see infra/config.ts.
  const open = environment === "prod" ? undefined : allowOpenAdmin;
  return {
    environment,
    regions: [region, peerRegion, GLOBAL],
    limits: policyLimits,
    exceptions: { ...(open && { "no-open-admin": open }), ...policyExceptions },
  };
}

/**
 * The same from the configuration that Pulumi passes to a policy pack. Nothing is validated: the program, which runs at the
 * same time, reports errors.
 */
export function settingsIn(values: Readonly<Record<string, string>>): Settings {
  // Pulumi.yaml gives every key a default; an empty value means unset.
  const given = (key: string) => (values[key] === "" ? undefined : values[key]);
  const object = (key: string) => JSON.parse(given(key) ?? "{}") as Record<string, unknown>;
  return settingsOf({
    environment: (given("class:environment") ?? "dev") as Environment,
    region: given("aws:region") ?? "",
    peerRegion: given("class:peerRegion") ?? "",
    allowOpenAdmin: given("class:allowOpenAdmin"),
    policyExceptions: object("class:policyExceptions"),
    policyLimits: { ...DEFAULT_LIMITS, ...object("class:policyLimits") },
  });
}
