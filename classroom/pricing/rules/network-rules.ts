import { z } from "zod";
import {
  byStudents,
  type Charge,
  type Place,
  rule,
  type Rule,
} from "../../../aws/contract/charge.ts";

/** Every public IPv4 address is paid for, whatever has it. */
export const publicAddress = (count = 1): Charge => ({
  item: count === 1 ? "public IPv4 address" : `${count} public IPv4 addresses`,
  price: "ec2/public-ipv4",
  quantity: count,
  per: "hour",
});

/** What students download from something on the internet. */
export const internetTraffic = (place: Pick<Place, "students">): Charge => ({
  item: "traffic to the internet",
  price: "transfer/internet",
  per: "class",
  ...byStudents(place, 0.1, "GB"),
});

/** Capacity units of a load balancer that a class uses: one is 25 new connections a second. */
const ASSUMED_UNITS = 0.1;

const loadBalancer = rule(
  z.object({
    loadBalancerType: z.literal("application"),
    internal: z.boolean().default(false),
    subnets: z.array(z.unknown()),
  }),
  ({ internal, subnets }, place) => [
    { item: "load balancer", price: "alb/hour", quantity: 1, per: "hour" },
    {
      item: "capacity units",
      price: "alb/lcu",
      quantity: ASSUMED_UNITS,
      per: "hour",
      assumed: `${ASSUMED_UNITS} units on average`,
    },
    ...(internal ? [] : [publicAddress(subnets.length), internetTraffic(place)]),
  ],
);

/** Gateways without their addresses: these are Elastic IPs, which are paid for themselves. */
const natCharges = (count: number, place: Place): Charge[] => [
  {
    item: count === 1 ? "NAT gateway" : `${count} NAT gateways`,
    price: "nat/hour",
    quantity: count,
    per: "hour",
  },
  { item: "traffic through NAT", price: "nat/gb", per: "class", ...byStudents(place, 0.1, "GB") },
];

/** awsx's component; a preview lists the gateways below it themselves. */
const wizardVpc = rule(
  z.object({
    natGateways: z.object({ strategy: z.enum(["None", "Single", "OnePerAz"]) }),
    availabilityZoneNames: z.array(z.unknown()),
  }),
  ({ natGateways, availabilityZoneNames }, place) => {
    const { inventory, resource } = place;
    if (inventory.has("aws:ec2/natGateway:NatGateway", resource.lab)) return [];
    const gateways = { None: 0, Single: 1, OnePerAz: availabilityZoneNames.length };
    const count = gateways[natGateways.strategy];
    return count === 0 ? [] : natCharges(count, place);
  },
);

/** Gateway endpoints are free, others are paid by the hour and zone. */
const endpoint = rule(z.object({ vpcEndpointType: z.string().default("Gateway") }), (props) =>
  props.vpcEndpointType === "Gateway"
    ? []
    : [{ item: `${props.vpcEndpointType} endpoint`, unknown: "it is not in the price table" }],
);

const peering = rule(z.object({ peerRegion: z.string().optional() }), ({ peerRegion }, place) =>
  peerRegion === undefined
    ? []
    : [
        {
          item: "traffic between regions",
          price: "transfer/region",
          per: "class",
          ...byStudents(place, 0.01, "GB"),
        },
      ],
);

const flowLog: Rule = () => [
  {
    item: "log of connections",
    price: "logs/gb",
    quantity: 0.1,
    per: "class",
    assumed: "0.1 GB",
  },
];

/** A zone's month is not divided; one that lives up to 12 hours is free. */
const zone: Rule = (place) => [
  { item: "hosted zone", price: "route53/zone", quantity: 1, per: "begun month" },
  { item: "queries", price: "route53/query", per: "class", ...byStudents(place, 100, "queries") },
];

const distribution: Rule = (place) => [
  {
    item: "traffic by CloudFront",
    price: "cloudfront/gb",
    per: "class",
    ...byStudents(place, 0.1, "GB"),
  },
  {
    item: "requests",
    price: "cloudfront/request",
    per: "class",
    ...byStudents(place, 1000, "requests"),
  },
];

export const networkRules: Readonly<Record<string, Rule>> = {
  "aws:ec2/eip:Eip": () => [publicAddress()],
  "aws:ec2/natGateway:NatGateway": (place) => natCharges(1, place),
  "awsx:ec2:Vpc": wizardVpc,
  "aws:ec2/vpcEndpoint:VpcEndpoint": endpoint,
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection": peering,
  "aws:ec2/flowLog:FlowLog": flowLog,
  "aws:lb/loadBalancer:LoadBalancer": loadBalancer,
  "aws:route53/zone:Zone": zone,
  "aws:cloudfront/distribution:Distribution": distribution,
};
