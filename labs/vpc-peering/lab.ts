import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { overlaps, parseCidr } from "../../lib/cidr.ts";
import { InstanceRole } from "../../components/identity/instance-role.ts";
import { Network } from "../../components/network/network.ts";
import { Peering } from "../../components/network/peering.ts";
import { sessionCommand, sshCommand } from "../../components/server/server-commands.ts";
import { Server } from "../../components/server/server.ts";
import { defineLab } from "../contract/lab.ts";
import { serverPlace } from "../kit/server/server-place.ts";
import { cidrBlock, instanceType } from "../contract/settings.ts";

const settings = z
  .strictObject({
    cidrBlock: cidrBlock(16, 20).default("10.40.0.0/16"),
    peerCidrBlock: cidrBlock(16, 20).default("10.41.0.0/16"),
    /** Not every region has, or sells to new accounts, each of its zones. */
    peerZone: z.enum(["a", "b", "c", "d"]).default("a"),
    instanceType: instanceType().default("t3.micro"),
  })
  .check(({ value: { cidrBlock, peerCidrBlock }, issues }) => {
    if (!overlaps(parseCidr(cidrBlock), parseCidr(peerCidrBlock))) return;
    const message = `it overlaps cidrBlock ${cidrBlock}: no route could tell the two networks apart`;
    const params = {
      fix: "choose blocks without common addresses, e.g. 10.40.0.0/16 and 10.41.0.0/16",
    };
    issues.push({ code: "custom", path: ["peerCidrBlock"], message, params, input: peerCidrBlock });
  });

export const vpcPeering = defineLab({
  id: "vpc-peering",
  title: { ko: "peering을 통한 서브넷간 연결", en: "Two networks, peered" },
  teaches:
    "Connect two VPCs in two regions: ask, accept, and add a route on both sides. Ping one server from the other by its " +
    "private address. Find out which of the three is missing when no answer comes: the route there, the route back, or " +
    "the security group. Say why the two must not have addresses in common.",
  settings,
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
    // A key pair belongs to a region: the same public key is imported once more.
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
      // One private key for both, in the file that all labs name.
      ...(publicKey !== undefined && {
        ssh: both(({ publicDns }) => sshCommand({ keyName: one.keyName, publicDns })),
      }),
      // On the server of that side.
      ping: {
        requester: pulumi.interpolate`ping -c 3 ${other.privateIp}`,
        accepter: pulumi.interpolate`ping -c 3 ${one.privateIp}`,
      },
    };
  },
});
