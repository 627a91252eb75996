import type { EC2, VpnGateway } from "@aws-sdk/client-ec2";
import { poll } from "../../lib/poll.ts";
import { all, type Finder, oncePerSearch, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { inVpc } from "./in-vpc.ts";
import {
  CARRIER_GATEWAY,
  EGRESS_ONLY_GATEWAY,
  EIP,
  INTERNET_GATEWAY,
  NETWORK_INTERFACE,
  VPN_CONNECTION,
  VPN_GATEWAY,
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

const vpnGatewaysIn = oncePerSearch(async ({ client }) => {
  const { VpnGateways = [] } = await (await client(ec2Client)).describeVpnGateways({});
  return VpnGateways.filter(({ State }) => State !== "deleted");
});

/** The VPCs that a VPN gateway is attached to. */
const vpcsOf = ({ VpcAttachments = [] }: VpnGateway): string[] =>
  VpcAttachments.flatMap(({ VpcId, State }) =>
    VpcId === undefined || State === "detached" ? [] : [VpcId],
  );

export const vpnGateways: Finder = {
  kind: "VPN gateway",
  types: [VPN_GATEWAY],
  arns: ["ec2:vpn-gateway"],
  after: [VPN_CONNECTION],
  async find(place) {
    const ec2 = await place.client(ec2Client);
    return (await vpnGatewaysIn(place)).map((gateway) => {
      const { VpnGatewayId = "", Tags, State } = gateway;
      return {
        id: VpnGatewayId,
        tags: tagsOf(Tags),
        ties: vpcsOf(gateway).flatMap(inVpc),
        charges: [], // its connections are charged
        going: State === "deleting",
        remove: () => removeVpnGateway(ec2, VpnGatewayId, vpcsOf(gateway)),
      };
    });
  },
};

export const vpnConnections: Finder = {
  kind: "VPN connection",
  types: [VPN_CONNECTION],
  arns: ["ec2:vpn-connection"],
  after: [],
  async find(place) {
    const ec2 = await place.client(ec2Client);
    const gateways = await vpnGatewaysIn(place);
    return (await connectionsIn(ec2)).map((connection) => {
      const { VpnConnectionId = "", VpnGatewayId, Tags, State } = connection;
      const gateway = gateways.find((each) => each.VpnGatewayId === VpnGatewayId);
      return {
        id: VpnConnectionId,
        tags: tagsOf(Tags),
        ties: gateway ? vpcsOf(gateway).flatMap(inVpc) : [],
        going: State === "deleting",
        remove: () => ec2.deleteVpnConnection({ VpnConnectionId }),
      };
    });
  },
};

async function connectionsIn(ec2: EC2, gateway?: string) {
  const Filters = gateway === undefined ? [] : [{ Name: "vpn-gateway-id", Values: [gateway] }];
  const { VpnConnections = [] } = await ec2.describeVpnConnections({ Filters });
  return VpnConnections.filter(({ State }) => State !== "deleted");
}

/** AWS detaches a gateway in a minute or two, and deletes its connections in as many. */
const PATIENCE = { limitMs: 300_000, pauseMs: 5000 };

/**
 * All in one: nothing shows of a detached gateway that it was in the VPC, so that no later pass would find it.
 *
 * @throws while it has connections, or is still attached
 */
async function removeVpnGateway(ec2: EC2, VpnGatewayId: string, vpcs: readonly string[]) {
  const isFree = await poll(
    async () => (await connectionsIn(ec2, VpnGatewayId)).length === 0 || undefined,
    PATIENCE,
  );
  if (isFree !== true)
    throw new Error(`${VpnGatewayId} still has VPN connections, which must be deleted first`);
  for (const VpcId of vpcs) await ec2.detachVpnGateway({ VpnGatewayId, VpcId });
  await poll(async () => {
    const { VpnGateways = [] } = await ec2.describeVpnGateways({ VpnGatewayIds: [VpnGatewayId] });
    return VpnGateways.every((gateway) => vpcsOf(gateway).length === 0) || undefined;
  }, PATIENCE);
  await ec2.deleteVpnGateway({ VpnGatewayId });
}
