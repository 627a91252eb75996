import { all, type Finder, oncePerSearch, tagsOf } from "../contract/finder.ts";
import { ec2Client } from "../ec2/client.ts";
import { inVpc } from "./in-vpc.ts";
import {
  FLOW_LOG,
  INSTANCE_CONNECT_ENDPOINT,
  TRANSIT_GATEWAY_ATTACHMENT,
  VPC_ENDPOINT,
  VPC_PEERING_CONNECTION,
  VPC_PEERING_CONNECTION_ACCEPTER,
} from "./types.ts";

export const endpoints: Finder = {
  kind: "VPC endpoint",
  types: [VPC_ENDPOINT],
  arns: ["ec2:vpc-endpoint"],
  after: [],
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
  types: [FLOW_LOG],
  arns: ["ec2:vpc-flow-log", "ec2:flow-logs"],
  after: [],
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

export const instanceConnectEndpointsIn = oncePerSearch(async ({ client }) => {
  const ec2 = await client(ec2Client);
  const found = await all(
    ec2.paginateDescribeInstanceConnectEndpoints({}),
    ({ InstanceConnectEndpoints }) => InstanceConnectEndpoints,
  );
  return found.filter(({ State }) => State !== "delete-complete");
});

export const instanceConnectEndpoints: Finder = {
  kind: "EC2 Instance Connect Endpoint",
  types: [INSTANCE_CONNECT_ENDPOINT],
  arns: ["ec2:instance-connect-endpoint"],
  after: [],
  async find(place) {
    const ec2 = await place.client(ec2Client);
    return (await instanceConnectEndpointsIn(place)).map(
      ({ InstanceConnectEndpointId = "", Tags, VpcId, CreatedAt, State }) => ({
        id: InstanceConnectEndpointId,
        tags: tagsOf(Tags),
        createdAt: CreatedAt,
        ties: inVpc(VpcId),
        charges: [], // only the traffic through it is charged
        going: State === "delete-in-progress",
        remove: () => ec2.deleteInstanceConnectEndpoint({ InstanceConnectEndpointId }),
      }),
    );
  },
};

/** States of an attachment that no longer exists but is still listed. */
const DETACHED = ["deleted", "failed", "rejected"];

export const transitAttachments: Finder = {
  kind: "transit gateway attachment",
  types: [TRANSIT_GATEWAY_ATTACHMENT],
  arns: ["ec2:transit-gateway-attachment"],
  after: [],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeTransitGatewayVpcAttachments({}),
      ({ TransitGatewayVpcAttachments }) => TransitGatewayVpcAttachments,
    );
    return found
      .filter(({ State = "" }) => !DETACHED.includes(State))
      .map(({ TransitGatewayAttachmentId = "", Tags, VpcId, CreationTime, State }) => ({
        id: TransitGatewayAttachmentId,
        tags: tagsOf(Tags),
        createdAt: CreationTime,
        ties: inVpc(VpcId),
        going: State === "deleting",
        remove: () => ec2.deleteTransitGatewayVpcAttachment({ TransitGatewayAttachmentId }),
      }));
  },
};

/** States of a peering connection that no longer exists but is still listed. */
const GONE = ["deleted", "expired", "failed", "rejected"];

export const peerings: Finder = {
  kind: "VPC peering",
  types: [VPC_PEERING_CONNECTION, VPC_PEERING_CONNECTION_ACCEPTER],
  arns: ["ec2:vpc-peering-connection"],
  after: [],
  async find({ client }) {
    const ec2 = await client(ec2Client);
    const found = await all(
      ec2.paginateDescribeVpcPeeringConnections({}),
      ({ VpcPeeringConnections }) => VpcPeeringConnections,
    );
    return found
      .filter(({ Status }) => !GONE.includes(Status?.Code ?? ""))
      .map(({ VpcPeeringConnectionId = "", Tags, Status, ...its }) => ({
        id: VpcPeeringConnectionId,
        tags: tagsOf(Tags),
        ties: [its.RequesterVpcInfo, its.AccepterVpcInfo].flatMap((side) => inVpc(side?.VpcId)),
        charges: [], // only the traffic through it is charged
        going: Status?.Code === "deleting",
        remove: () => ec2.deleteVpcPeeringConnection({ VpcPeeringConnectionId }),
      }));
  },
};
