import type { NetworkInterface } from "@aws-sdk/client-ec2";
import { all, type Finder, oncePerSearch, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { INSTANCE } from "../ec2/types.ts";
import { FILE_SYSTEM } from "../efs/types.ts";
import { CLASSIC_LOAD_BALANCER, LOAD_BALANCER } from "../elb/types.ts";
import { INSTANCE as DATABASE } from "../rds/types.ts";
import { instanceConnectEndpointsIn } from "./connection-finder.ts";
import { inVpc } from "./in-vpc.ts";
import {
  INSTANCE_CONNECT_ENDPOINT,
  NAT_GATEWAY,
  NETWORK_INTERFACE,
  TRANSIT_GATEWAY_ATTACHMENT,
  VPC_ENDPOINT,
} from "./types.ts";

const interfacesIn = oncePerSearch(async ({ client }) => {
  const ec2 = await client(ec2Client);
  return all(
    ec2.paginateDescribeNetworkInterfaces({}),
    ({ NetworkInterfaces }) => NetworkInterfaces,
  );
});

/**
 * Interfaces that nothing uses, or that are not deleted with the instance that uses them: the others are, and are not charged.
 * An interface managed by an AWS service, such as a NAT gateway's, is deleted only by that service, some time after the
 * resource that it was created for.
 */
export const networkInterfaces: Finder = {
  kind: "network interface",
  types: [NETWORK_INTERFACE],
  arns: ["ec2:network-interface"],
  after: [
    INSTANCE,
    LOAD_BALANCER,
    CLASSIC_LOAD_BALANCER,
    NAT_GATEWAY,
    VPC_ENDPOINT,
    INSTANCE_CONNECT_ENDPOINT,
    TRANSIT_GATEWAY_ATTACHMENT,
    DATABASE,
    FILE_SYSTEM,
  ],
  async find(place) {
    const ec2 = await place.client(ec2Client);
    return (await interfacesIn(place))
      .filter(({ RequesterManaged = false, Attachment }) => !RequesterManaged && stays(Attachment))
      .map(({ NetworkInterfaceId = "", TagSet, VpcId, SubnetId, ...its }) => ({
        id: NetworkInterfaceId,
        name: nameOf(its),
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
const stays = (attachment: NetworkInterface["Attachment"]): boolean =>
  attachment?.InstanceId === undefined
    ? attachment === undefined
    : attachment.DeleteOnTermination === false && attachment.DeviceIndex !== 0;

/**
 * Interfaces that an AWS service has created for one of its resources, e.g. for a Lambda function or a cache: a subnet is not deleted before them, and only that service deletes them.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html
 */
export const managedInterfaces: Finder = {
  kind: "network interface",
  types: [NETWORK_INTERFACE],
  arns: [],
  after: [],
  async find(place) {
    // When these endpoints may not be listed, their own finder reports it.
    const endpoints = await instanceConnectEndpointsIn(place).catch(() => []);
    const theirs = endpoints.flatMap(({ NetworkInterfaceIds = [] }) => NetworkInterfaceIds);
    return (await interfacesIn(place))
      .filter(({ NetworkInterfaceId = "" }) => !theirs.includes(NetworkInterfaceId))
      .filter(
        ({ RequesterManaged = false, Attachment }) =>
          RequesterManaged || (Attachment !== undefined && Attachment.InstanceId === undefined),
      )
      .map(({ NetworkInterfaceId = "", TagSet, VpcId, ...its }) => {
        const service = its.RequesterId ?? its.Attachment?.InstanceOwnerId ?? its.InterfaceType;
        const made = `made by ${service ?? "an AWS service"}`;
        const byHand = `${made}: delete what it belongs to in the AWS console`;
        return {
          id: NetworkInterfaceId,
          name: nameOf(its),
          recordedAs: [],
          tags: tagsOf(TagSet),
          ties:
            VpcId === undefined ? [] : [{ how: `${made}, in`, id: VpcId, bond: "inside" as const }],
          charges: [], // what it belongs to is charged
          byHand,
          remove: () => Promise.reject(new Error(byHand)),
        };
      });
  },
};

const nameOf = ({ Description = "" }: NetworkInterface): string | undefined =>
  Description === "" ? undefined : Description;
