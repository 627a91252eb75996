import { ec2Client } from "../../aws/ec2/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect, Failure, needsAws } from "../contract/outcome.ts";
import { routeTablesOf, targetOf } from "../kit/network/routes.ts";
import { onServer } from "../kit/server/on-server.ts";
import { ingressOf, opensAll, sourceOf } from "../kit/server/security-groups.ts";
import { runningServer, serverNow } from "../kit/server/servers.ts";
import { sidesOf } from "./sides.ts";

const peeringIsActive: Check = {
  name: {
    en: "the peering connection is active between the lab's two VPCs",
    ko: "피어링 연결이 실습의 두 VPC 사이에서 활성 상태입니다",
  },
  hint: {
    en: "accept it in the VPC console of the peer region (Peering connections); npm run class -- solve recreates one that was deleted",
    ko: "피어 리전의 VPC 콘솔(피어링 연결)에서 요청을 수락하세요. 삭제된 연결은 npm run class -- solve가 다시 만듭니다",
  },
  async run({ lab, aws }) {
    const id = lab.text("peeringConnectionId");
    const vpcs = lab.texts("vpcIds");
    for (const [side, region] of Object.entries(lab.texts("regions"))) {
      const ec2 = await aws.client(ec2Client, region);
      const { VpcPeeringConnections: [peering] = [] } = await ec2.describeVpcPeeringConnections({
        VpcPeeringConnectionIds: [id],
      });
      expect(peering, `${id} does not exist in ${region}, the region of the ${side}`);
      const state = peering.Status?.Code ?? "unknown";
      expect(state === "active", `in ${region} ${id} is ${state}`);
      const ends = [peering.RequesterVpcInfo?.VpcId, peering.AccepterVpcInfo?.VpcId];
      const wanted = [vpcs.requester, vpcs.accepter];
      expect(ends.join() === wanted.join(), `it connects ${ends.join(" and ")}`);
    }
    return `${id}, active in both regions`;
  },
};

const routesLeadToPeer: Check = {
  name: {
    en: "the route tables of both VPCs have a route to the peer",
    ko: "두 VPC의 라우팅 테이블에 상대 VPC로 가는 경로가 있습니다",
  },
  hint: {
    en: "in the VPC console of that region, add the missing route: the other VPC's CIDR block, through the peering connection; without a route back no answer arrives",
    ko: "해당 리전의 VPC 콘솔에서 빠진 경로를 추가하세요. 대상은 상대 VPC의 CIDR 블록이고 피어링 연결을 거칩니다. 돌아오는 경로가 없으면 응답을 받을 수 없습니다",
  },
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
};

const onlyPeerHasAllTraffic: Check = {
  name: {
    en: "each server allows all traffic from the peered VPC, and from nowhere else",
    ko: "각 서버가 피어링된 VPC에서 오는 트래픽만 모두 허용합니다",
  },
  hint: {
    en: "in the security group, add a rule for all traffic from the other VPC's CIDR block and delete other rules for all traffic, or run npm run class -- solve",
    ko: "보안 그룹에 상대 VPC의 CIDR 블록에서 오는 모든 트래픽을 허용하는 규칙을 추가하고 모든 트래픽을 허용하는 다른 규칙은 삭제하거나, npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    for (const { side, region, serverId, peerBlock } of sidesOf(subject)) {
      const { SecurityGroups = [] } = await serverNow(subject, serverId, region);
      const groups = SecurityGroups.flatMap(({ GroupId }) => GroupId ?? []);
      const rules = await ingressOf(subject, groups, region);
      const sources = rules.filter(opensAll).map(sourceOf);
      const seen = sources.length > 0 ? sources.join(", ") : "nobody";
      expect(
        sources.join() === peerBlock,
        `the ${side} allows all traffic from ${seen}, not from ${peerBlock}`,
      );
    }
    return "on both sides";
  },
};

const serversRun: Check = {
  name: {
    en: "both servers are running and pass their status checks",
    ko: "두 서버가 실행 중이고 상태 검사를 통과합니다",
  },
  hint: {
    en: "start them in the EC2 console of their region; a new server needs 3 minutes (check --wait)",
    ko: "각 리전의 EC2 콘솔에서 시작하세요. 새 서버는 3분 정도 걸립니다(check --wait)",
  },
  async run(subject) {
    const sides = sidesOf(subject);
    for (const { serverId, region } of sides) await runningServer(subject, serverId, region);
    return sides.map(({ serverId, region }) => `${serverId} in ${region}`).join(", ");
  },
};

const pingIsAnswered: Check = {
  name: {
    en: "the accepter's server answers a ping from the requester's server",
    ko: "요청자 서버의 ping에 수락자 서버가 응답합니다",
  },
  hint: {
    en: "without an answer, a route is missing in one direction, or the other server's security group blocks the traffic: see the checks above",
    ko: "응답이 없으면 가는 경로나 오는 경로가 빠졌거나 상대 서버의 보안 그룹이 트래픽을 막고 있습니다. 위의 검사 결과를 보세요",
  },
  async run(subject) {
    needsAws(subject, "gives servers no network");
    const [{ serverId: instanceId }] = sidesOf(subject);
    const command = subject.lab.texts("ping").requester ?? "";
    const printed = await onServer(subject.aws, { instanceId, command });
    // The last two lines of ping's output are the number of answers and the round-trip times.
    return printed.split("\n").slice(-2).join("; ");
  },
};

export const proof: Proof = {
  checks: [peeringIsActive, routesLeadToPeer, onlyPeerHasAllTraffic, serversRun, pingIsAnswered],
  fault: {
    does: {
      en: "the accepter's route back is deleted",
      ko: "수락자 쪽의 돌아오는 경로를 삭제합니다",
    },
    foundBy: routesLeadToPeer,
    make: deleteRouteBack,
  },
};

/** In the route table of the accepter's server: its answers no longer arrive. */
async function deleteRouteBack(subject: Subject): Promise<void> {
  const [, { region, vpcId, peerBlock }] = sidesOf(subject);
  const tables = await routeTablesOf(subject, vpcId, region);
  const table = tables.find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId),
  );
  if (!table) throw new Failure(`VPC ${vpcId} has no route table of a subnet`);
  const ec2 = await subject.aws.client(ec2Client, region);
  await ec2.deleteRoute({ RouteTableId: table.RouteTableId, DestinationCidrBlock: peerBlock });
}
