import * as aws from "@pulumi/aws";
// All of awsx takes a tenth of a second to load, this part a hundredth of that.
import { Vpc } from "@pulumi/awsx/ec2/vpc.js";
import { z } from "zod";
import { parseCidr } from "../../lib/cidr.ts";
import { defineLab } from "../contract/lab.ts";
import { cidrBlock } from "../contract/settings.ts";

/** A subnet takes a sixteenth of the VPC, as in lab vpc-manual. */
const SUBNET_BITS = 4;

/** awsx's words for ours. */
const STRATEGY = { none: "None", single: "Single", perZone: "OnePerAz" } as const;

export const vpcWizard = defineLab({
  id: "vpc-wizard",
  title: { ko: "VPC 생성(마법사)", en: "A VPC by a wizard" },
  teaches:
    "Let a ready-made component build what lab vpc-manual builds by hand, with an Elastic IP that was there before. " +
    "Find every part of it in the console. Name what it decided otherwise: a route table for each subnet, public " +
    "subnets that give every server a public address.",
  needsPlugin: "awsx",
  settings: z.strictObject({
    cidrBlock: cidrBlock(16, 20).default("10.31.0.0/16"),
    nat: z.enum(["none", "single", "perZone"]).default("single"),
  }),
  build({ parent, name, config, tags }, { cidrBlock, nat }) {
    const { region, network } = config;
    const natZones = { none: [], single: network.zones.slice(0, 1), perZone: network.zones }[nat];
    const addresses = natZones.map(
      (zone) => new aws.ec2.Eip(`${name}-${zone}`, { domain: "vpc" }, { parent }),
    );
    const cidrMask = parseCidr(cidrBlock).prefix + SUBNET_BITS;
    const vpc = new Vpc(
      name,
      {
        cidrBlock,
        availabilityZoneNames: network.zones.map((zone) => `${region}${zone}`),
        enableDnsHostnames: true,
        subnetStrategy: "Auto",
        subnetSpecs: [
          { type: "Public", cidrMask },
          { type: "Private", cidrMask },
        ],
        natGateways: {
          strategy: STRATEGY[nat],
          elasticIpAllocationIds: addresses.map(({ allocationId }) => allocationId),
        },
        // Auto: for all route tables of the VPC.
        vpcEndpointStrategy: "Auto",
        vpcEndpointSpecs: ["s3", "dynamodb"].map((service) => ({
          serviceName: `com.amazonaws.${region}.${service}`,
          vpcEndpointType: "Gateway",
          tags: { ...tags, Name: `${name}-${service}` },
        })),
        // What awsx makes does not see the lab's transformation: docs/decisions/tags.md.
        tags,
      },
      { parent },
    );
    const { vpcId, publicSubnetIds, privateSubnetIds } = vpc;
    // Emptied, as in lab vpc-manual; awsx leaves it as AWS makes it.
    new aws.ec2.DefaultSecurityGroup(name, { vpcId }, { parent });
    return {
      vpcId,
      publicSubnetIds,
      privateSubnetIds,
      natPublicIps: addresses.map(({ publicIp }) => publicIp),
    };
  },
});
