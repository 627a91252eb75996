import { z } from "zod";
import {
  byStudents,
  type Charge,
  free,
  type Place,
  type Prices,
  rule,
  type Rule,
} from "../contract/charge.ts";
import { publicAddress } from "./traffic.ts";
import {
  DEFAULT_SECURITY_GROUP,
  EIP,
  EIP_ASSOCIATION,
  FLOW_LOG,
  INTERNET_GATEWAY,
  MAIN_ROUTE_TABLE_ASSOCIATION,
  NAT_GATEWAY,
  ROUTE,
  ROUTE_TABLE,
  ROUTE_TABLE_ASSOCIATION,
  SECURITY_GROUP,
  SECURITY_GROUP_EGRESS_RULE,
  SECURITY_GROUP_INGRESS_RULE,
  SUBNET,
  VPC,
  VPC_ENDPOINT,
  VPC_PEERING_CONNECTION,
  VPC_PEERING_CONNECTION_ACCEPTER,
  WIZARD_VPC,
} from "./types.ts";

/** A NAT gateway without its address: that is an Elastic IP, which is charged separately. */
export const natGatewayCharge = (count = 1): Charge => ({
  item: count === 1 ? "NAT gateway" : `${count} NAT gateways`,
  price: "nat/hour",
  quantity: count,
  per: "begun hour",
});

const natCharges = (count: number, place: Place): Charge[] => [
  natGatewayCharge(count),
  { item: "traffic through NAT", price: "nat/gb", per: "class", ...byStudents(place, 0.1, "GB") },
];

/** awsx's component; a preview lists its NAT gateways itself. */
const wizardVpc = rule(
  z.object({
    natGateways: z.object({ strategy: z.enum(["None", "Single", "OnePerAz"]) }),
    availabilityZoneNames: z.array(z.unknown()),
  }),
  ({ natGateways, availabilityZoneNames }, place) => {
    const { inventory, resource } = place;
    if (inventory.has(NAT_GATEWAY, resource.lab)) return [];
    const gateways = { None: 0, Single: 1, OnePerAz: availabilityZoneNames.length };
    const count = gateways[natGateways.strategy];
    return count === 0 ? [] : natCharges(count, place);
  },
);

/** Gateway endpoints are free; others are charged by the hour and zone. */
const endpoint = rule(z.object({ vpcEndpointType: z.string().default("Gateway") }), (props) =>
  props.vpcEndpointType === "Gateway"
    ? []
    : [{ item: `${props.vpcEndpointType} endpoint`, unknown: "not in the price table" }],
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
    item: "VPC flow logs",
    price: "logs/gb",
    quantity: 0.1,
    per: "class",
    assumed: "0.1 GB",
  },
];

export const prices: Prices = {
  [EIP]: () => [publicAddress()],
  [NAT_GATEWAY]: (place) => natCharges(1, place),
  [WIZARD_VPC]: wizardVpc,
  [VPC_ENDPOINT]: endpoint,
  [VPC_PEERING_CONNECTION]: peering,
  [FLOW_LOG]: flowLog,
  // The address itself is charged.
  ...free("https://aws.amazon.com/ec2/pricing/", [EIP_ASSOCIATION]),
  ...free("https://aws.amazon.com/vpc/pricing/", [
    DEFAULT_SECURITY_GROUP,
    INTERNET_GATEWAY,
    MAIN_ROUTE_TABLE_ASSOCIATION,
    ROUTE,
    ROUTE_TABLE,
    ROUTE_TABLE_ASSOCIATION,
    SECURITY_GROUP,
    SECURITY_GROUP_EGRESS_RULE,
    SECURITY_GROUP_INGRESS_RULE,
    SUBNET,
    VPC,
    VPC_PEERING_CONNECTION_ACCEPTER,
    "AWS::EC2::SecurityGroup",
    "AWS::EC2::SecurityGroupIngress",
  ]),
};
