import type { NetworkInterfaceAttachment } from "@aws-sdk/client-ec2";
import { all, type Finder, tagsOf, type Tie } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { INSTANCE } from "../ec2/types.ts";
import { FILE_SYSTEM } from "../efs/types.ts";
import { LOAD_BALANCER } from "../elb/types.ts";
import { INSTANCE as DATABASE } from "../rds/types.ts";
import { inVpc } from "./in-vpc.ts";
import { natGatewayCharge } from "./price.ts";
import { publicAddress } from "./traffic.ts";
import { EIP, NAT_GATEWAY, NETWORK_INTERFACE, VPC_ENDPOINT } from "./types.ts";

export const addresses: Finder = {
  kind: "Elastic IP",
  types: [EIP],
  arns: ["ec2:elastic-ip"],
  after: [INSTANCE, NAT_GATEWAY],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const { Addresses = [] } = await ec2.describeAddresses({});
    // When NAT gateways may not be listed, their own finder reports it; the addresses are listed anyway.
    const gateways = await all(
      ec2.paginateDescribeNatGateways({}),
      ({ NatGateways }) => NatGateways,
    ).catch(() => []);
    const gatewayOf = new Map(
      gateways.flatMap(({ NatGatewayId, NatGatewayAddresses = [] }) =>
        NatGatewayAddresses.map(({ AllocationId }) => [AllocationId, NatGatewayId] as const),
      ),
    );
    return Addresses.map(({ AllocationId = "", PublicIp, Tags, InstanceId, ...its }) => ({
      id: AllocationId,
      name: PublicIp,
      tags: tagsOf(Tags),
      ties: [InstanceId, gatewayOf.get(AllocationId), its.NetworkInterfaceId].flatMap(attachedTo),
      charges: [publicAddress()],
      remove: () => ec2.releaseAddress({ AllocationId }),
    }));
  },
};

const attachedTo = (id: string | undefined): Tie[] =>
  id === undefined || id === "" ? [] : [{ how: "associated with", id, bond: "attached" }];

/**
 * Interfaces that nothing uses, or that are not deleted with the instance that uses them: the others are, and are not charged.
 * An interface managed by an AWS service, such as a NAT gateway's, is deleted only by that service, some time after the
 * resource that it was created for.
 */
export const networkInterfaces: Finder = {
  kind: "network interface",
  types: [NETWORK_INTERFACE],
  arns: ["ec2:network-interface"],
  after: [INSTANCE, LOAD_BALANCER, NAT_GATEWAY, VPC_ENDPOINT, DATABASE, FILE_SYSTEM],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeNetworkInterfaces({}),
      ({ NetworkInterfaces }) => NetworkInterfaces,
    );
    return found
      .filter(({ RequesterManaged = false, Attachment }) => !RequesterManaged && stays(Attachment))
      .map(({ NetworkInterfaceId = "", Description = "", TagSet, VpcId, SubnetId, ...its }) => ({
        id: NetworkInterfaceId,
        name: Description === "" ? undefined : Description,
        tags: tagsOf(TagSet),
        ties: [VpcId, SubnetId].flatMap(inVpc),
        charges: [],
        async remove() {
          const AttachmentId = its.Attachment?.AttachmentId;
          if (AttachmentId !== undefined)
            await ec2.detachNetworkInterface({ AttachmentId, Force: true });
          await ec2.deleteNetworkInterface({ NetworkInterfaceId });
        },
      }));
  },
};

/** Whether an interface outlives its instance, or has none. */
const stays = (attachment: NetworkInterfaceAttachment | undefined): boolean =>
  attachment?.InstanceId === undefined
    ? attachment === undefined
    : attachment.DeleteOnTermination === false && attachment.DeviceIndex !== 0;

export const natGateways: Finder = {
  kind: "NAT gateway",
  types: [NAT_GATEWAY],
  arns: ["ec2:natgateway"],
  after: [],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeNatGateways({}), ({ NatGateways }) => NatGateways);
    return found
      .filter(({ State }) => State !== "deleted")
      .map(({ NatGatewayId = "", Tags, CreateTime, State, VpcId }) => ({
        id: NatGatewayId,
        tags: tagsOf(Tags),
        ties: inVpc(VpcId),
        createdAt: CreateTime,
        charges: [natGatewayCharge()],
        going: State === "deleting",
        remove: () => ec2.deleteNatGateway({ NatGatewayId }),
      }));
  },
};
