import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { InstanceRole } from "../../components/identity/instance-role.ts";
import { Network } from "../../components/network/network.ts";
import { Peering } from "../../components/network/peering.ts";
import { privateKeyFile } from "../../components/server/private-key.ts";
import { sessionCommand, sshCommand } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { overlaps, parseCidr } from "../../lib/cidr.ts";
import { defineLab } from "../contract/lab.ts";
import { command, contact, value } from "../contract/outputs.ts";
import { vpcBlock } from "../contract/cidr-settings.ts";
import { instanceType } from "../contract/instance-type.ts";
import { ifOpen } from "../kit/server/server-access.ts";
import { serverPlace } from "../kit/server/server-place.ts";

const settings = z
  .strictObject({
    cidrBlock: vpcBlock().default("10.40.0.0/16").meta({
      description: "IPv4 CIDR block of the requester VPC, between /16 and /20.",
      ko: "요청자 VPC의 IPv4 CIDR 블록(/16~/20).",
    }),
    peerCidrBlock: vpcBlock().default("10.41.0.0/16").meta({
      description: "IPv4 CIDR block of the accepter VPC, between /16 and /20.",
      ko: "수락자 VPC의 IPv4 CIDR 블록(/16~/20).",
    }),
    /** Some regions lack a zone, or do not offer it to new accounts. */
    peerZone: z.enum(["a", "b", "c", "d"]).default("a").meta({
      description: "Letter of the accepter VPC's availability zone in the peer region.",
      ko: "피어 리전에서 수락자 VPC가 사용할 가용 영역의 문자.",
    }),
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of both servers.",
      ko: "두 서버의 인스턴스 유형.",
    }),
  })
  .check(({ value: { cidrBlock, peerCidrBlock }, issues }) => {
    if (!overlaps(parseCidr(cidrBlock), parseCidr(peerCidrBlock))) return;
    const message = `it overlaps cidrBlock ${cidrBlock}: peered VPCs cannot share addresses`;
    const params = {
      fix: "choose blocks that do not overlap, e.g. 10.40.0.0/16 and 10.41.0.0/16",
    };
    issues.push({ code: "custom", path: ["peerCidrBlock"], message, params, input: peerCidrBlock });
  });

export const vpcPeering = defineLab({
  id: "vpc-peering",
  title: { ko: "피어링으로 두 VPC 연결", en: "Two networks, peered" },
  teaches: {
    en:
      "Connect two VPCs in two regions: request the peering, accept it, and add a route on both sides. Ping one server " +
      "from the other by its private address. When no answer arrives, find out which of three is missing: the route " +
      "there, the route back, or the security group rule. Explain why the two VPCs must not have overlapping addresses.",
    ko:
      "서로 다른 리전의 두 VPC를 연결합니다: 피어링을 요청하고 수락한 뒤 양쪽에 경로를 추가합니다. 한 서버에서 다른 " +
      "서버의 프라이빗 주소로 ping을 보냅니다. 응답이 없으면 가는 경로, 오는 경로, 보안 그룹 규칙 가운데 무엇이 빠졌는지 " +
      "찾아냅니다. 두 VPC의 주소가 겹치면 안 되는 이유를 설명합니다.",
  },
  settings,
  outputs: {
    peeringConnectionId: value("Peering connection ID", "피어링 연결 ID"),
    regions: value("Regions", "리전"),
    vpcIds: value("VPC IDs", "VPC ID"),
    cidrBlocks: value("CIDR blocks", "CIDR 블록"),
    routeTableIds: value("Route table IDs", "라우팅 테이블 ID"),
    instanceIds: value("Instance IDs", "인스턴스 ID"),
    privateIps: value("Private IPv4 addresses", "프라이빗 IPv4 주소"),
    sessionManager: command("Log in with Session Manager", "Session Manager로 로그인"),
    ssh: contact("Log in with SSH", "SSH로 로그인"),
    ping: command("Ping the other server", "상대 서버에 ping 보내기"),
  },
  build(context, { cidrBlock, peerCidrBlock, peerZone, instanceType }) {
    const { parent, name, config } = context;
    const { region, peerRegion } = config;
    const network = (side: string, block: string, zone: string, elsewhere?: string) =>
      new Network(
        `${name}-${side}`,
        {
          cidrBlock: block,
          availabilityZones: [zone],
          gatewayEndpoints: false,
          ...(elsewhere !== undefined && { region: elsewhere }),
        },
        { parent },
      );
    const requester = network("requester", cidrBlock, `${region}${config.network.zones[0] ?? "a"}`);
    const accepter = network("accepter", peerCidrBlock, `${peerRegion}${peerZone}`, peerRegion);
    const peering = new Peering(name, { requester, accepter }, { parent });

    const role = new InstanceRole(name, {}, { parent });
    const server = (
      side: string,
      from: Network,
      to: Network,
      keyName: pulumi.Output<string> | undefined,
    ) =>
      new Server(
        `${name}-${side}`,
        {
          ...serverPlace({ ...context, network: () => from, keyName: () => keyName }),
          ...(from.region !== undefined && { region: from.region }),
          instanceType,
          role,
          ingress: {
            peer: {
              protocol: "all",
              cidr: to.cidrBlock,
              description: "Everything from the peered network",
            },
          },
        },
        { parent },
      );
    const one = server("requester", requester, accepter, context.keyName());
    // A key pair belongs to a region: the same public key is imported again.
    const { publicKey } = config;
    const peerKey =
      publicKey === undefined
        ? undefined
        : new aws.ec2.KeyPair(name, { publicKey, region: peerRegion }, { parent });
    const other = server("accepter", accepter, requester, peerKey?.keyName);

    const both = <T>(of: (server: Server) => T) => ({ requester: of(one), accepter: of(other) });
    return {
      peeringConnectionId: peering.peeringConnectionId,
      regions: { requester: region, accepter: peerRegion },
      vpcIds: { requester: requester.vpcId, accepter: accepter.vpcId },
      cidrBlocks: { requester: cidrBlock, accepter: peerCidrBlock },
      routeTableIds: { requester: requester.routeTableIds, accepter: accepter.routeTableIds },
      instanceIds: both(({ instanceId }) => instanceId),
      privateIps: both(({ privateIp }) => privateIp),
      sessionManager: {
        requester: sessionCommand(one),
        accepter: pulumi.interpolate`${sessionCommand(other)} --region ${peerRegion}`,
      },
      // One private key for both servers.
      ...(publicKey !== undefined && {
        ssh: both((server) =>
          ifOpen(config, sshCommand(server, privateKeyFile(publicKey, config.privateKeyFile))),
        ),
      }),
      // To be run on the server of that side.
      ping: {
        requester: pulumi.interpolate`ping -c 3 ${other.privateIp}`,
        accepter: pulumi.interpolate`ping -c 3 ${one.privateIp}`,
      },
    };
  },
});
