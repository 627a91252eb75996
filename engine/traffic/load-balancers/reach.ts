import { VISITORS_PORTS } from "../servers/network/access-lists.ts";
import { STRANGER } from "../servers/connection.ts";
import { letIn, lets } from "../servers/network/reach.ts";
import { hasGateway } from "../servers/network/routes.ts";
import type { View } from "./views.ts";

/** Why a load balancer's port is not reachable from the internet. @returns undefined when it is */
export function obstacle(
  { balancer, network }: Pick<View, "balancer" | "network">,
  port: number,
): string | undefined {
  const { LoadBalancerName, Scheme, VpcId, AvailabilityZones = [], SecurityGroups = [] } = balancer;
  const name = `load balancer ${LoadBalancerName}`;
  if (Scheme === "internal") return `${name} is internal`;
  const open = AvailabilityZones.map(({ SubnetId }) => SubnetId).filter((subnet) =>
    hasGateway(subnet, VpcId, network),
  );
  if (open.length === 0) return `the subnets of ${name} have no route to an internet gateway`;
  const visit = { port, address: STRANGER, answers: VISITORS_PORTS };
  if (!open.some((subnetId) => lets({ subnetId, vpcId: VpcId }, "in", visit, network)))
    return `the network ACLs of the subnets of ${name} close port ${port}, or its answers, to the internet`;
  if (letIn(SecurityGroups, port, { address: STRANGER, groups: [] }, network)) return undefined;
  return `port ${port} of ${name} is closed to the internet by its security groups`;
}
