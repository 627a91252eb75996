import type { NatGateway, Subnet } from "@aws-sdk/client-ec2";
import { expect } from "../../contract/outcome.ts";
import type { NetworkNow } from "./network-now.ts";
import { INTERNET, tableOf, targetOf } from "./routes.ts";

/** The NAT gateways of a network: none, one for all its zones, one in each zone. */
export type Nat = "none" | "single" | "perZone";

/** @returns the internet gateway's id. @throws Failure when a public subnet has another default route */
export function publicLeadOut({ publicSubnets, tables }: NetworkNow): string {
  const targets = publicSubnets.map(({ SubnetId = "" }) => {
    const target = targetOf(tableOf(tables, SubnetId), INTERNET);
    expect(target.startsWith("igw-"), `public subnet ${SubnetId} leads to ${target}`);
    return target;
  });
  return `${targets.length} lead to ${unique(targets)}`;
}

/** @returns the targets. @throws Failure when a private subnet has a default route other than NAT, or lacks its NAT route */
export function privateGetOut(network: NetworkNow, nat: Nat): string {
  const { privateSubnets, tables } = network;
  const targets = privateSubnets.map((subnet) => {
    const { SubnetId = "" } = subnet;
    const target = targetOf(tableOf(tables, SubnetId), INTERNET);
    const allowed = nat === "none" ? ["nowhere"] : waysOut(subnet, network, nat);
    expect(allowed.includes(target), `private subnet ${SubnetId} leads to ${target}`);
    return target;
  });
  return `${targets.length} lead to ${unique(targets)}`;
}

/** The gateways that a private subnet may use. */
function waysOut({ AvailabilityZone }: Subnet, network: NetworkNow, nat: Nat): string[] {
  const gateways = network.natGateways.filter(
    // With perZone, a zone's failure must not affect another zone's NAT.
    (gateway) => nat !== "perZone" || zoneOf(gateway, network) === AvailabilityZone,
  );
  return gateways.flatMap(({ NatGatewayId }) => NatGatewayId ?? []);
}

const zoneOf = ({ SubnetId }: NatGateway, { publicSubnets }: NetworkNow): string | undefined =>
  publicSubnets.find((subnet) => subnet.SubnetId === SubnetId)?.AvailabilityZone;

/** @returns the addresses. @throws Failure when the gateways have other addresses, or are not in public subnets */
export function natHasAddresses(network: NetworkNow, wanted: readonly string[]): string {
  const { natGateways } = network;
  const found = natGateways.flatMap(({ NatGatewayAddresses = [] }) =>
    NatGatewayAddresses.flatMap(({ PublicIp }) => PublicIp ?? []),
  );
  const missing = wanted.filter((address) => !found.includes(address));
  expect(missing.length === 0, `no working NAT gateway has ${missing.join(", ")}`);
  const strange = found.filter((address) => !wanted.includes(address));
  expect(strange.length === 0, `there is an extra NAT gateway with ${strange.join(", ")}`);
  for (const gateway of natGateways) {
    const { NatGatewayId = "", SubnetId = "" } = gateway;
    expect(
      zoneOf(gateway, network),
      `${NatGatewayId} is in ${SubnetId}, which is not a public subnet`,
    );
  }
  return found.length > 0 ? found.join(", ") : "the lab has none: nat is none";
}

/** @throws Failure when a private subnet assigns public addresses to its servers */
export function privateStayPrivate({ privateSubnets }: NetworkNow): string {
  const open = privateSubnets.filter(({ MapPublicIpOnLaunch }) => MapPublicIpOnLaunch);
  const names = open.map(({ SubnetId }) => SubnetId).join(", ");
  expect(open.length === 0, `private subnets that assign public addresses: ${names}`);
  return `${privateSubnets.length} assign none`;
}

/** @param service e.g. `com.amazonaws.ap-northeast-2.s3`. @throws Failure when a subnet reaches it only through the internet */
export function allReach(network: NetworkNow, service: string): void {
  const endpoint = network.endpoints.find(
    ({ ServiceName, VpcEndpointType }) => ServiceName === service && VpcEndpointType === "Gateway",
  );
  expect(endpoint, `there is no gateway endpoint for ${service}`);
  for (const { SubnetId = "" } of [...network.publicSubnets, ...network.privateSubnets]) {
    const { RouteTableId = "" } = tableOf(network.tables, SubnetId);
    const known = endpoint.RouteTableIds?.includes(RouteTableId);
    expect(known, `subnet ${SubnetId} uses ${RouteTableId}, which has no route to ${service}`);
  }
}

const unique = (texts: readonly string[]): string => [...new Set(texts)].join(" and ");
