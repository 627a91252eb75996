import { ec2Client } from "../../../aws/ec2/client.ts";
import { all, type Finder, tagsOf, type Tie } from "../../../aws/contract/finder.ts";

/** What lies in a VPC of the class, and keeps it from being deleted. */
export const inVpc = (id: string | undefined): Tie[] =>
  id === undefined ? [] : [{ how: "in", id }];

export const endpoints: Finder = {
  kind: "VPC endpoint",
  types: ["aws:ec2/vpcEndpoint:VpcEndpoint"],
  arns: ["ec2:vpc-endpoint"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeVpcEndpoints({}),
      ({ VpcEndpoints }) => VpcEndpoints,
    );
    return found
      .filter(({ State }) => State?.toLowerCase() !== "deleted")
      .map(({ VpcEndpointId = "", ServiceName, VpcEndpointType, VpcId, ...endpoint }) => ({
        id: VpcEndpointId,
        name: ServiceName,
        tags: tagsOf(endpoint.Tags),
        createdAt: endpoint.CreationTimestamp,
        ties: inVpc(VpcId),
        ...(VpcEndpointType === "Gateway" && { charges: [] }),
        going: endpoint.State?.toLowerCase() === "deleting",
        remove: () => ec2.deleteVpcEndpoints({ VpcEndpointIds: [VpcEndpointId] }),
      }));
  },
};

export const flowLogs: Finder = {
  kind: "flow log",
  types: ["aws:ec2/flowLog:FlowLog"],
  arns: ["ec2:vpc-flow-log", "ec2:flow-logs"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(ec2.paginateDescribeFlowLogs({}), ({ FlowLogs }) => FlowLogs);
    return found.map(({ FlowLogId = "", ResourceId, Tags, CreationTime }) => ({
      id: FlowLogId,
      tags: tagsOf(Tags),
      createdAt: CreationTime,
      ties: ResourceId === undefined ? [] : [{ how: "of", id: ResourceId }],
      remove: () => ec2.deleteFlowLogs({ FlowLogIds: [FlowLogId] }),
    }));
  },
};

/** States in which only the memory of a peering is left. */
const GONE = ["deleted", "expired", "failed", "rejected"];

export const peerings: Finder = {
  kind: "VPC peering",
  types: [
    "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
  ],
  arns: ["ec2:vpc-peering-connection"],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeVpcPeeringConnections({}),
      ({ VpcPeeringConnections }) => VpcPeeringConnections,
    );
    return found
      .filter(({ Status }) => !GONE.includes(Status?.Code ?? ""))
      .map(({ VpcPeeringConnectionId = "", Tags, Status }) => ({
        id: VpcPeeringConnectionId,
        tags: tagsOf(Tags),
        charges: [], // only what goes through it is paid for
        going: Status?.Code === "deleting",
        remove: () => ec2.deleteVpcPeeringConnection({ VpcPeeringConnectionId }),
      }));
  },
};
