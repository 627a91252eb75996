import { z } from "zod";
import { all, type Place, tagsOf } from "../contract/finder.ts";
import { foundBy, type Need, oneEach, type Quota, type Share } from "../contract/quota.ts";
import { ec2Client } from "../ec2/client.ts";
import { addresses } from "./address-finder.ts";
import { internetGateways } from "./gateway-finder.ts";
import { securityGroupQuotas } from "./security-group-quotas.ts";
import {
  EIP,
  INTERNET_GATEWAY,
  NAT_GATEWAY,
  SUBNET,
  VPC,
  VPC_ENDPOINT,
  WIZARD_VPC,
} from "./types.ts";

const SOURCE = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html";

/** The account's default VPC counts as well. */
async function vpcsIn({ client }: Place): Promise<Share[]> {
  const ec2 = await client(ec2Client);
  const found = await all(ec2.paginateDescribeVpcs({}), ({ Vpcs }) => Vpcs);
  return found.map(({ Tags }) => ({ count: 1, tags: tagsOf(Tags) }));
}

const gateway: Need = ({ props }, inventory) => {
  const subnet = inventory.find([SUBNET], props.subnetId);
  const zone = subnet?.props.availabilityZone;
  return typeof zone === "string" ? [{ count: 1, within: zone }] : undefined;
};

const wizard = z.object({
  natGateways: z.object({ strategy: z.enum(["None", "Single", "OnePerAz"]) }),
  availabilityZoneNames: z.array(z.string()),
});

/** awsx's component creates its gateways itself. */
const wizardGateways: Need = ({ props, lab }, inventory) => {
  if (inventory.has(NAT_GATEWAY, lab)) return [];
  const { data } = wizard.safeParse(props);
  if (!data) return undefined;
  const zones = data.availabilityZoneNames;
  const counts = { None: 0, Single: 1, OnePerAz: zones.length };
  const used = zones.slice(0, counts[data.natGateways.strategy]);
  return used.map((within) => ({ count: 1, within }));
};

const ALIVE = ["pending", "available"];

async function gatewaysIn({ client }: Place): Promise<Share[]> {
  const ec2 = await client(ec2Client);
  const Filter = [{ Name: "state", Values: ALIVE }];
  const found = await all(
    ec2.paginateDescribeNatGateways({ Filter }),
    ({ NatGateways }) => NatGateways,
  );
  if (found.length === 0) return [];
  const subnets = await all(ec2.paginateDescribeSubnets({}), ({ Subnets }) => Subnets);
  const zones = new Map(
    subnets.map(({ SubnetId, AvailabilityZone }) => [SubnetId, AvailabilityZone]),
  );
  return found.map(({ SubnetId, Tags }) => {
    const within = zones.get(SubnetId);
    return { count: 1, tags: tagsOf(Tags), ...(within !== undefined && { within }) };
  });
}

/** Endpoints of other types count towards another quota. */
const endpoint: Need = ({ props }) =>
  (props.vpcEndpointType ?? "Gateway") === "Gateway" ? [{ count: 1 }] : [];

async function gatewayEndpointsIn({ client }: Place): Promise<Share[]> {
  const ec2 = await client(ec2Client);
  const Filters = [{ Name: "vpc-endpoint-type", Values: ["Gateway"] }];
  const found = await all(
    ec2.paginateDescribeVpcEndpoints({ Filters }),
    ({ VpcEndpoints }) => VpcEndpoints,
  );
  return found.map(({ Tags }) => ({ count: 1, tags: tagsOf(Tags) }));
}

const inVpc = { service: "vpc", source: SOURCE } as const;

export const quotas: readonly Quota[] = [
  {
    ...inVpc,
    what: "VPCs",
    code: "L-F678F1CE",
    standard: 5,
    needs: oneEach([VPC, WIZARD_VPC]),
    used: vpcsIn,
  },
  {
    ...inVpc,
    what: "internet gateways",
    code: "L-A4707A72",
    standard: 5,
    needs: oneEach([INTERNET_GATEWAY, WIZARD_VPC]),
    used: foundBy(internetGateways),
  },
  {
    ...inVpc,
    what: "NAT gateways",
    code: "L-FE5A380F",
    standard: 5,
    split: "each",
    needs: { [NAT_GATEWAY]: gateway, [WIZARD_VPC]: wizardGateways },
    used: gatewaysIn,
  },
  {
    ...inVpc,
    what: "gateway endpoints",
    code: "L-1B52E74A",
    standard: 20,
    needs: { [VPC_ENDPOINT]: endpoint },
    used: gatewayEndpointsIn,
  },
  ...securityGroupQuotas,
  {
    what: "Elastic IPs",
    service: "ec2",
    code: "L-0263D0A3",
    standard: 5,
    source: "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/elastic-ip-addresses-eip.html",
    needs: oneEach([EIP]),
    used: foundBy(addresses),
  },
];
