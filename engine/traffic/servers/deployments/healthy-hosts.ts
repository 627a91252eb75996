import type { DeploymentConfigInfo } from "@aws-sdk/client-codedeploy";

/**
 * How many of a deployment's servers must stay healthy: a server that is being deployed to counts as not healthy, and so does one on
 * which the deployment has failed.
 *
 * @param config without a minimum for `CodeDeployDefault.OneAtATime`, the only one that has none
 * @see https://docs.aws.amazon.com/codedeploy/latest/userguide/instances-health.html#minimum-healthy-hosts
 */
export function minimumHealthy(config: DeploymentConfigInfo, servers: number): number {
  const { type, value = 0 } = config.minimumHealthyHosts ?? {};
  if (type === "HOST_COUNT") return value;
  const part = type === "FLEET_PERCENT" ? Math.ceil((servers * value) / 100) : servers;
  return Math.min(part, servers - 1); // else none could be deployed to
}
