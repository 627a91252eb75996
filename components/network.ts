import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { type Cidr, formatCidr, parseCidr, subnet } from "./cidr.ts";
import { flowLog } from "./flow-log.ts";
import { gatewayEndpoints } from "./gateway-endpoints.ts";

export interface NetworkArgs {
  /** IPv4 block of the VPC, /16 to /20. Each subnet takes a sixteenth to a 256th of it: see `subnets` below. */
  readonly cidrBlock: string;
  /**
   * Availability Zones, e.g. `["ap-northeast-2a", "ap-northeast-2c"]`. A zone's addresses follow from its letter
   * (a to h), so that they stay when other zones come or go.
   */
  readonly availabilityZones: readonly string[];
  /** NAT gateways for the private subnets, about $43 a month each in Seoul, and $0.06 a GB. @default "none" */
  readonly nat?: "none" | "single" | "perZone";
  /** Allocation ids of existing Elastic IPs for the NAT gateways, by zone. @default a new address each */
  readonly natAllocationIds?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Gateway endpoints for S3 and DynamoDB, so that private subnets reach them without NAT. Free. @default true */
  readonly gatewayEndpoints?: boolean;
  /** Logs who talked to whom, to CloudWatch Logs at about $0.76 a GB. @default none */
  readonly flowLogs?: { readonly retentionDays: number };
  /** Where the network is made. @default the provider's region */
  readonly region?: string;
}

/**
 * A VPC with one public and one private subnet in each zone, an internet gateway, and NAT where asked for. The main
 * route table is the private one, as AWS makes it; public subnets get a table of their own. The default security group
 * is emptied. No subnet gives public addresses by itself: an instance asks for one.
 *
 * @example new Network("class", { cidrBlock: "10.20.0.0/16", availabilityZones: ["ap-northeast-2a"], nat: "single" });
 *
 * Costs nothing without NAT and flow logs.
 */
export class Network extends pulumi.ComponentResource {
  readonly vpcId: pulumi.Output<string>;
  readonly cidrBlock: string;
  readonly region: string | undefined;
  /** In the order of the zones. */
  readonly publicSubnetIds: pulumi.Output<string>[];
  /** In the order of the zones. */
  readonly privateSubnetIds: pulumi.Output<string>[];
  /** `public`, `private` (the main table), and `private-<letter>` for zones with a NAT gateway of their own. */
  readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** The addresses that private subnets show to the internet. */
  readonly natPublicIps: pulumi.Output<string>[];

  /** @throws when the block is malformed or of another size, or a zone is none or twice there. */
  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:network:Network", name, {}, opts);
    const { cidrBlock, nat = "none", natAllocationIds = {}, region, flowLogs } = args;
    const zones = zonesOf(args);
    const child = { parent: this };
    const place = { region };

    const vpc = new aws.ec2.Vpc(
      name,
      { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true, ...place },
      child,
    );
    const vpcId = vpc.id;
    new aws.ec2.DefaultSecurityGroup(name, { vpcId, ...place }, child);
    const gateway = new aws.ec2.InternetGateway(name, { vpcId, ...place }, child);

    const publicTable = new aws.ec2.RouteTable(`${name}-public`, { vpcId, ...place }, child);
    const toInternet = new aws.ec2.Route(
      `${name}-public`,
      { ...EVERYWHERE, routeTableId: publicTable.id, gatewayId: gateway.id, ...place },
      child,
    );
    const subnets = zones.map((zone) => {
      const make = (kind: "public" | "private", block: Cidr) =>
        new aws.ec2.Subnet(
          `${name}-${kind}-${zone.letter}`,
          { vpcId, availabilityZone: zone.name, cidrBlock: formatCidr(block), ...place },
          child,
        );
      return { zone, public: make("public", zone.public), private: make("private", zone.private) };
    });
    const outward = subnets.map(
      ({ zone, public: { id: subnetId } }) =>
        new aws.ec2.RouteTableAssociation(
          `${name}-public-${zone.letter}`,
          { subnetId, routeTableId: publicTable.id, ...place },
          child,
        ),
    );

    const nats = (nat === "none" ? [] : nat === "single" ? subnets.slice(0, 1) : subnets).map(
      ({ zone, public: { id: subnetId } }) => {
        const allocationId = natAllocationIds[zone.name] ?? newAddress(name, zone, place, child);
        // AWS wants the way to the internet to be there before the gateway that uses it.
        const opts = { ...child, dependsOn: toInternet };
        const key = `${name}-${zone.letter}`;
        const made = new aws.ec2.NatGateway(key, { subnetId, allocationId, ...place }, opts);
        return { zone, natGatewayId: made.id, publicIp: made.publicIp };
      },
    );
    const [first] = nats;
    if (first) {
      const { natGatewayId } = first;
      const routeTableId = vpc.mainRouteTableId;
      const route = { ...EVERYWHERE, routeTableId, natGatewayId, ...place };
      new aws.ec2.Route(`${name}-private`, route, child);
    }
    // Every further NAT gateway gets a table for its zone; the first one's is the main table.
    const zoneTables = nats.slice(1).map(({ zone, natGatewayId }) => {
      const key = `${name}-private-${zone.letter}`;
      const table = new aws.ec2.RouteTable(key, { vpcId, ...place }, child);
      const routeTableId = table.id;
      new aws.ec2.Route(key, { ...EVERYWHERE, routeTableId, natGatewayId, ...place }, child);
      const subnetId = subnets.find((s) => s.zone === zone)?.private.id;
      new aws.ec2.RouteTableAssociation(key, { subnetId, routeTableId, ...place }, child);
      return [`private-${zone.letter}`, table.id] as const;
    });

    const [publicTableId, mainTableId] = [publicTable.id, vpc.mainRouteTableId];
    this.routeTableIds = {
      public: publicTableId,
      private: mainTableId,
      ...Object.fromEntries(zoneTables),
    };
    if (args.gatewayEndpoints ?? true)
      gatewayEndpoints(name, { vpcId, routeTableIds: Object.values(this.routeTableIds), region }, child);
    if (flowLogs) flowLog(name, { vpcId, ...flowLogs, region }, child);

    this.vpcId = vpcId;
    this.cidrBlock = cidrBlock;
    this.region = region;
    // Whoever takes a public subnet wants it with its way out.
    this.publicSubnetIds = subnets.map((s, index) =>
      pulumi.all([s.public.id, outward[index]?.id, toInternet.id]).apply(([id]) => id),
    );
    this.privateSubnetIds = subnets.map((s) => s.private.id);
    this.natPublicIps = nats.map(({ publicIp }) => publicIp);
    this.registerOutputs({
      vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
    });
  }
}

const EVERYWHERE = { destinationCidrBlock: "0.0.0.0/0" };

interface Zone {
  readonly name: string;
  readonly letter: string;
  readonly public: Cidr;
  readonly private: Cidr;
}

/** Places in the address plan: eight zones, each with a public and a private subnet. */
const SLOT_BITS = 8;
const PRIVATE_OFFSET = 16;

/**
 * Each zone's subnets: the 256th part of the block for the public ones (/24 of a /16), numbered by the zone's letter,
 * from 16 on for the private ones.
 */
function zonesOf({ cidrBlock, availabilityZones }: NetworkArgs): Zone[] {
  const block = parseCidr(cidrBlock);
  if (block.prefix < 16 || block.prefix > 20)
    throw new Error(`cidrBlock ${cidrBlock} is a /${block.prefix}: a VPC's block is a /16 to /20`);
  if (availabilityZones.length === 0) throw new Error("availabilityZones is empty: name one zone");
  if (new Set(availabilityZones).size < availabilityZones.length)
    throw new Error(`availabilityZones names a zone twice: ${availabilityZones.join(", ")}`);
  return availabilityZones.map((name) => {
    const letter = /\d([a-h])$/.exec(name)?.[1];
    if (letter === undefined)
      throw new Error(`"${name}" is no Availability Zone such as ap-northeast-2a`);
    const slot = letter.charCodeAt(0) - "a".charCodeAt(0);
    const part = (index: number) => subnet(block, block.prefix + SLOT_BITS, index);
    return { name, letter, public: part(slot), private: part(PRIVATE_OFFSET + slot) };
  });
}

function newAddress(
  name: string,
  zone: Zone,
  place: { readonly region: string | undefined },
  opts: pulumi.ResourceOptions,
): pulumi.Output<string> {
  return new aws.ec2.Eip(`${name}-nat-${zone.letter}`, { domain: "vpc", ...place }, opts)
    .allocationId;
}
