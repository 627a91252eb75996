import { z } from "zod";
import { Network } from "../../components/network/network.ts";
import { defineLab } from "../contract/lab.ts";
import { cidrBlock } from "../contract/settings.ts";

export const vpcManual = defineLab({
  id: "vpc-manual",
  title: { ko: "VPC 생성(수동)", en: "A VPC by hand" },
  teaches:
    "Build a VPC from its parts: subnets, internet gateway, NAT gateway, route tables. Explain what makes a subnet " +
    "public, and why the main route table is the private one. Give a private subnet a way out that lets nobody in.",
  settings: z.strictObject({
    cidrBlock: cidrBlock(16, 20).default("10.30.0.0/16"),
    nat: z.enum(["none", "single", "perZone"]).default("single"),
  }),
  build({ parent, name, config }, settings) {
    const network = new Network(
      name,
      {
        ...settings,
        availabilityZones: config.network.zones.map((zone) => `${config.region}${zone}`),
      },
      { parent },
    );
    const { vpcId, publicSubnetIds, privateSubnetIds, natPublicIps } = network;
    return { vpcId, publicSubnetIds, privateSubnetIds, natPublicIps };
  },
});
