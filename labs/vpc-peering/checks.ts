import { ec2Client } from "../../aws/ec2/client.ts";
import { expect, Failure, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { onServer } from "../kit/server/on-server.ts";
import { routeTablesOf, targetOf } from "../kit/network/routes.ts";
import { ingressOf, opensAll, sourceOf } from "../kit/server/security-groups.ts";
import { runningServer, serverNow } from "../kit/server/servers.ts";

const routed = "both sides' route tables lead to the peer";

export const proof: Proof = {
  checks: [
    {
      name: "the peering is active, between the lab's two networks",
      hint: "accept it in the peer region's VPC console, Peering connections; npm run class -- solve makes a deleted one anew",
      async run({ lab, aws }) {
        const id = lab.text("peeringConnectionId");
        const vpcs = lab.texts("vpcIds");
        for (const [side, region] of Object.entries(lab.texts("regions"))) {
          const ec2 = await aws.client(ec2Client, region);
          const { VpcPeeringConnections: [peering] = [] } = await ec2.describeVpcPeeringConnections(
            {
              VpcPeeringConnectionIds: [id],
            },
          );
          expect(peering, `the ${side}'s region ${region} knows no ${id}`);
          const state = peering.Status?.Code ?? "unknown";
          expect(state === "active", `in ${region} ${id} is ${state}`);
          const ends = [peering.RequesterVpcInfo?.VpcId, peering.AccepterVpcInfo?.VpcId];
          const wanted = [vpcs.requester, vpcs.accepter];
          expect(ends.join() === wanted.join(), `it connects ${ends.join(" and ")}`);
        }
        return `${id}, active in both regions`;
      },
    },
    {
      name: routed,
      hint: "add the missing route, to the other network's block by the peering connection, in the VPC console of that side's region: without a way back no answer comes",
      async run(subject) {
        const { lab } = subject;
        const peering = lab.text("peeringConnectionId");
        let count = 0;
        for (const { side, region, vpcId, peerBlock } of sidesOf(subject)) {
          for (const table of await routeTablesOf(subject, vpcId, region)) {
            const target = targetOf(table, peerBlock);
            const route = `${peerBlock} in ${table.RouteTableId ?? ""} of the ${side}`;
            expect(target === peering, `${route} leads to ${target}, not to ${peering}`);
            count++;
          }
        }
        return `${count} route tables`;
      },
    },
    {
      name: "each server lets everything in from the peered network, and from nowhere else",
      hint: "add a rule for all traffic from the other network's block to the security group, delete others of all traffic; or npm run class -- solve",
      async run(subject) {
        for (const { side, region, serverId, peerBlock } of sidesOf(subject)) {
          const { SecurityGroups = [] } = await serverNow(subject, serverId, region);
          const groups = SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []);
          const rules = await ingressOf(subject, groups, region);
          const sources = rules.filter(opensAll).map(sourceOf);
          const seen = sources.length > 0 ? sources.join(", ") : "nobody";
          expect(sources.join() === peerBlock, `the ${side} lets ${seen} in, not ${peerBlock}`);
        }
        return "on both sides";
      },
    },
    {
      name: "both servers run and pass their status checks",
      hint: "start them in the EC2 console of their region; one just launched takes 3 minutes (check --wait)",
      async run(subject) {
        const sides = sidesOf(subject);
        for (const { serverId, region } of sides) await runningServer(subject, serverId, region);
        return sides.map(({ serverId, region }) => `${serverId} in ${region}`).join(", ");
      },
    },
    {
      name: "the requester's server gets an answer from the accepter's",
      hint: "without one a route is missing, there or back, or the other server's security group does not let the network in: see the checks above",
      async run(subject) {
        needsTraffic(subject);
        const [{ serverId: instanceId }] = sidesOf(subject);
        const command = subject.lab.texts("ping").requester ?? "";
        const said = await onServer(subject.aws, { instanceId, command });
        // ping's last line but one counts, its last tells how long it took.
        return said.split("\n").slice(-2).join("; ");
      },
    },
  ],
  fault: {
    does: "the accepter's route back is taken away",
    foundBy: routed,
    make: cutWayBack,
  },
};

interface Side {
  readonly side: "requester" | "accepter";
  readonly region: string;
  readonly vpcId: string;
  readonly serverId: string;
  /** The other side's addresses. */
  readonly peerBlock: string;
}

function sidesOf({ lab }: Subject): [requester: Side, accepter: Side] {
  const [regions, vpcs] = [lab.texts("regions"), lab.texts("vpcIds")];
  const [servers, blocks] = [lab.texts("instanceIds"), lab.texts("cidrBlocks")];
  const of = (side: Side["side"], other: Side["side"]): Side => ({
    side,
    region: regions[side] ?? "",
    vpcId: vpcs[side] ?? "",
    serverId: servers[side] ?? "",
    peerBlock: blocks[other] ?? "",
  });
  return [of("requester", "accepter"), of("accepter", "requester")];
}

/** Of the table that the accepter's server goes by: its answers find no way. */
async function cutWayBack(subject: Subject): Promise<void> {
  const [, { region, vpcId, peerBlock }] = sidesOf(subject);
  const tables = await routeTablesOf(subject, vpcId, region);
  const table = tables.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId),
  );
  if (!table) throw new Failure(`network ${vpcId} has no route table of a subnet`);
  const ec2 = await subject.aws.client(ec2Client, region);
  await ec2.deleteRoute({ RouteTableId: table.RouteTableId, DestinationCidrBlock: peerBlock });
}
