import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { NETWORK_INTERFACE } from "./types.ts";

/**
 * Interfaces that an AWS service has created for one of its resources, e.g. for a classic load balancer, a Lambda function or a
 * cache: a subnet is not deleted before them, and only that service deletes them.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/requester-managed-eni.html
 */
export const managedInterfaces: Finder = {
  kind: "network interface",
  types: [NETWORK_INTERFACE],
  arns: [],
  after: [],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeNetworkInterfaces({}),
      ({ NetworkInterfaces }) => NetworkInterfaces,
    );
    return found
      .filter(
        ({ RequesterManaged = false, Attachment }) =>
          RequesterManaged || (Attachment !== undefined && Attachment.InstanceId === undefined),
      )
      .map(({ NetworkInterfaceId = "", Description = "", TagSet, VpcId, ...its }) => {
        const service = its.RequesterId ?? its.Attachment?.InstanceOwnerId ?? its.InterfaceType;
        const made = `made by ${service ?? "an AWS service"}`;
        const byHand = `${made}: delete what it belongs to in the AWS console`;
        return {
          id: NetworkInterfaceId,
          name: Description === "" ? undefined : Description,
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
