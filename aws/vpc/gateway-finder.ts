import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { inVpc } from "./in-vpc.ts";
import {
  CARRIER_GATEWAY,
  EGRESS_ONLY_GATEWAY,
  EIP,
  INTERNET_GATEWAY,
  NETWORK_INTERFACE,
} from "./types.ts";

export const internetGateways: Finder = {
  kind: "internet gateway",
  types: [INTERNET_GATEWAY],
  arns: ["ec2:internet-gateway"],
  after: [EIP, NETWORK_INTERFACE],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeInternetGateways({}),
      ({ InternetGateways }) => InternetGateways,
    );
    return found.map(({ InternetGatewayId = "", Tags, Attachments = [] }) => ({
      id: InternetGatewayId,
      tags: tagsOf(Tags),
      ties: Attachments.flatMap(({ VpcId }) => inVpc(VpcId)),
      async remove() {
        for (const { VpcId } of Attachments)
          await ec2.detachInternetGateway({ InternetGatewayId, VpcId });
        await ec2.deleteInternetGateway({ InternetGatewayId });
      },
    }));
  },
};

export const egressOnlyGateways: Finder = {
  kind: "egress-only internet gateway",
  types: [EGRESS_ONLY_GATEWAY],
  arns: ["ec2:egress-only-internet-gateway"],
  after: [],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeEgressOnlyInternetGateways({}),
      ({ EgressOnlyInternetGateways }) => EgressOnlyInternetGateways,
    );
    return found.map(({ EgressOnlyInternetGatewayId = "", Tags, Attachments = [] }) => ({
      id: EgressOnlyInternetGatewayId,
      tags: tagsOf(Tags),
      ties: Attachments.flatMap(({ VpcId }) => inVpc(VpcId)),
      charges: [],
      remove: () => ec2.deleteEgressOnlyInternetGateway({ EgressOnlyInternetGatewayId }),
    }));
  },
};

export const carrierGateways: Finder = {
  kind: "carrier gateway",
  types: [CARRIER_GATEWAY],
  arns: ["ec2:carrier-gateway"],
  after: [EIP],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeCarrierGateways({}),
      ({ CarrierGateways }) => CarrierGateways,
    );
    return found
      .filter(({ State }) => State !== "deleted")
      .map(({ CarrierGatewayId = "", Tags, VpcId, State }) => ({
        id: CarrierGatewayId,
        tags: tagsOf(Tags),
        ties: inVpc(VpcId),
        charges: [],
        going: State === "deleting",
        remove: () => ec2.deleteCarrierGateway({ CarrierGatewayId }),
      }));
  },
};
