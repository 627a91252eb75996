import { hasGateway, letIn, STRANGER } from "../servers/reach.ts";
import type { View } from "./views.ts";

/** Why a load balancer's port is not reachable from the internet. @returns undefined when it is */
export function obstacle(
  { balancer, network }: Pick<View, "balancer" | "network">,
  port: number,
): string | undefined {
  const { LoadBalancerName, Scheme, VpcId, AvailabilityZones = [], SecurityGroups = [] } = balancer;
  const name = `load balancer ${LoadBalancerName}`;
  if (Scheme === "internal") return `${name} is internal`;
  const isPublic = AvailabilityZones.some(({ SubnetId }) =>
    hasGateway(SubnetId, VpcId, network.tables),
  );
  if (!isPublic) return `the subnets of ${name} have no route to an internet gateway`;
  if (letIn(SecurityGroups, port, { address: STRANGER, groups: [] }, network)) return undefined;
  return `port ${port} of ${name} is closed to the internet by its security groups`;
}
