import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { formatCidr } from "../../lib/cidr.ts";
import { after } from "../shared/after.ts";
import { flowLog } from "./flow-log.ts";
import { gatewayEndpoints } from "./gateway-endpoints.ts";
import { natGateway } from "./nat-gateway.ts";
import { type Zone, zonesOf } from "./network-zones.ts";

export interface NetworkArgs {
  /** IPv4 block of the VPC, /16 to /20. Each subnet takes a sixteenth of it. */
  readonly cidrBlock: string;
  /**
   * Availability Zones, e.g. `["ap-northeast-2a", "ap-northeast-2c"]`. A zone's addresses depend only on its letter (a to h),
   * so that they stay when other zones are added or removed.
   */
  readonly availabilityZones: readonly string[];
  /**
   * NAT gateways for the private subnets: one in the first zone, or one in each zone, so that a zone's failure does not affect
   * the others. About $43 a month each in Seoul, and $0.059 a GB. @default "none"
   */
  readonly nat?: "none" | "single" | "perZone";
  /** Allocation ids of existing Elastic IPs for the NAT gateways, by zone. @default a new address each */
  readonly natAllocationIds?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Gateway endpoints for S3 and DynamoDB, so that private subnets reach them without NAT. Free. @default true */
  readonly gatewayEndpoints?: boolean;
  /** Logs all connections to CloudWatch Logs, at about $0.76 a GB. @default none */
  readonly flowLogs?: { readonly retentionDays: number };
  /** The region of the network. @default the provider's region */
  readonly region?: string;
}

/**
 * A VPC with one public and one private subnet in each zone, an internet gateway, and optional NAT. The main route table is
 * the private one, as AWS creates it; public subnets have their own table. The default security group is emptied. Subnets do
 * not assign public addresses: an instance requests one.
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
  /** The public addresses of the private subnets' outbound traffic. */
  readonly natPublicIps: pulumi.Output<string>[];

  /** @throws when the block and zones do not fit together, or an Elastic IP is given for a zone without NAT gateway. */
  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:network:Network", name, {}, opts);
    const { cidrBlock, nat = "none", natAllocationIds = {}, region, flowLogs } = args;
    const zones = zonesOf(cidrBlock, args.availabilityZones);
    const natZones = natZonesOf(nat, zones);
    checkAllocations(natAllocationIds, natZones);
    const child = { parent: this };

    const vpc = new aws.ec2.Vpc(
      name,
      { cidrBlock, enableDnsSupport: true, enableDnsHostnames: true, region },
      child,
    );
    const vpcId = vpc.id;
    new aws.ec2.DefaultSecurityGroup(name, { vpcId, region }, child);
    const gateway = new aws.ec2.InternetGateway(name, { vpcId, region }, child);

    const table = (key: string) => new aws.ec2.RouteTable(key, { vpcId, region }, child).id;
    const associate = (key: string, { id: subnetId }: aws.ec2.Subnet, routeTableId: TableId) =>
      new aws.ec2.RouteTableAssociation(key, { subnetId, routeTableId, region }, child);
    const publicTable = table(`${name}-public`);
    const internetRoute = new aws.ec2.Route(
      `${name}-public`,
      {
        routeTableId: publicTable,
        destinationCidrBlock: "0.0.0.0/0",
        gatewayId: gateway.id,
        region,
      },
      child,
    );

    const places = zones.map((zone) => {
      const subnet = (kind: "public" | "private") => {
        const block = { cidrBlock: formatCidr(zone[kind]), availabilityZone: zone.name };
        const key = `${name}-${kind}-${zone.letter}`;
        return new aws.ec2.Subnet(key, { vpcId, ...block, region }, child);
      };
      const [outer, inner] = [subnet("public"), subnet("private")];
      const outward = associate(`${name}-public-${zone.letter}`, outer, publicTable);
      return { zone, outer, inner, outward };
    });

    const ways = places
      .filter(({ zone }) => natZones.includes(zone))
      .map(({ zone, outer, inner }) => {
        // One gateway for all zones uses the main table; one gateway per zone needs a table per zone.
        const key = `${name}-private-${zone.letter}`;
        const own = nat === "perZone" ? table(key) : undefined;
        const routeTableId = own ?? vpc.mainRouteTableId;
        const address = { subnetId: outer.id, allocationId: natAllocationIds[zone.name] };
        const made = natGateway(
          `${name}-${zone.letter}`,
          { ...address, routeTableId, internetRoute, region },
          child,
        );
        const inward = own && associate(key, inner, own);
        return { zone, own, ...made, steps: inward ? [made.route, inward] : [made.route] };
      });

    this.routeTableIds = {
      public: publicTable,
      private: vpc.mainRouteTableId,
      ...Object.fromEntries(
        ways.flatMap(({ zone, own }) => (own ? [[`private-${zone.letter}`, own]] : [])),
      ),
    };
    const routeTableIds = Object.values(this.routeTableIds);
    if (args.gatewayEndpoints ?? true)
      gatewayEndpoints(name, { vpcId, routeTableIds, region }, child);
    if (flowLogs) flowLog(name, { vpcId, ...flowLogs, region }, child);

    this.vpcId = vpcId;
    this.cidrBlock = cidrBlock;
    this.region = region;
    // A subnet is usable only once its route exists: a server installs packages once, at first boot.
    this.publicSubnetIds = places.map(({ outer, outward }) =>
      after(outer.id, outward, internetRoute),
    );
    const steps = ways.flatMap((way) => way.steps);
    this.privateSubnetIds = places.map(({ inner }) => after(inner.id, ...steps));
    this.natPublicIps = ways.map((way) => way.gateway.publicIp);
    this.registerOutputs({
      vpcId,
      publicSubnetIds: this.publicSubnetIds,
      privateSubnetIds: this.privateSubnetIds,
    });
  }
}

type TableId = pulumi.Output<string>;

/** The zones that get a NAT gateway. */
const natZonesOf = (
  nat: NonNullable<NetworkArgs["nat"]>,
  zones: readonly Zone[],
): readonly Zone[] => ({ none: [], single: zones.slice(0, 1), perZone: zones })[nat];

function checkAllocations(given: object, natZones: readonly Zone[]): void {
  const names = natZones.map(({ name }) => name);
  for (const zone of Object.keys(given))
    if (!names.includes(zone))
      throw new Error(
        `natAllocationIds has an address for "${zone}", which has no NAT gateway: NAT gateways are in ${names.join(", ") || "no zone"}`,
      );
}
