import type { EC2, VpnGateway } from "@aws-sdk/client-ec2";
import { poll } from "../../lib/poll.ts";
import { type Finder, oncePerSearch, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { inVpc } from "./in-vpc.ts";
import { VPN_CONNECTION, VPN_GATEWAY } from "./types.ts";

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
        remove: (check) => removeVpnGateway(ec2, VpnGatewayId, vpcsOf(gateway), check),
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
 * All in one: once it is detached, only the class's record, which has it before it is deleted, shows whose it was.
 *
 * @param vpcs that it was found in: it is not detached from another, to which somebody has attached it since
 * @param check is called before each change
 * @throws while it has connections, or is still attached
 */
async function removeVpnGateway(
  ec2: EC2,
  VpnGatewayId: string,
  vpcs: readonly string[],
  check: () => Promise<void>,
): Promise<void> {
  await withoutConnections(ec2, VpnGatewayId);
  const attachments = async () => {
    const { VpnGateways = [] } = await ec2.describeVpnGateways({ VpnGatewayIds: [VpnGatewayId] });
    return VpnGateways.flatMap(({ VpcAttachments = [] }) => VpcAttachments).filter(
      ({ VpcId = "", State }) => vpcs.includes(VpcId) && State !== "detached",
    );
  };
  for (const { VpcId, State } of await attachments()) {
    if (State === "detaching") continue;
    await check();
    await ec2.detachVpnGateway({ VpnGatewayId, VpcId });
  }
  const isDetached = await poll(
    async () => (await attachments()).length === 0 || undefined,
    PATIENCE,
  );
  if (isDetached !== true)
    throw new Error(`${VpnGatewayId} is still being detached: run the same command again`);
  await check();
  await ec2.deleteVpnGateway({ VpnGatewayId });
}

/** Waits for connections that are being deleted. @throws at once for one that nobody deletes */
async function withoutConnections(ec2: EC2, VpnGatewayId: string): Promise<void> {
  const isFree = await poll(async () => {
    const left = await connectionsIn(ec2, VpnGatewayId);
    const [stays] = left.filter(({ State }) => State !== "deleting");
    if (stays)
      throw new Error(
        `${VpnGatewayId} still has VPN connection ${stays.VpnConnectionId ?? ""}, which must be deleted first`,
      );
    return left.length === 0 || undefined;
  }, PATIENCE);
  if (isFree !== true)
    throw new Error(`the VPN connections of ${VpnGatewayId} are still being deleted`);
}
