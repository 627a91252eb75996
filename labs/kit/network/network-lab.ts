import { z } from "zod";
import { address, value } from "../../contract/outputs.ts";
import { vpcBlock } from "../../contract/cidr-settings.ts";

/** The settings of a lab that creates its own network, by hand or with a wizard. */
export const networkSettings = (block: string) =>
  z.strictObject({
    cidrBlock: vpcBlock().default(block).meta({
      description: "IPv4 CIDR block of the VPC, between /16 and /20.",
      ko: "VPC의 IPv4 CIDR 블록(/16~/20).",
    }),
    nat: z.enum(["none", "single", "perZone"]).default("single").meta({
      description: "NAT gateways: none, one for the whole VPC, or one in each availability zone.",
      ko: "NAT 게이트웨이: 없음(none), VPC 전체에 하나(single), 가용 영역마다 하나(perZone).",
    }),
  });

/** The outputs of such a lab. */
export const networkOutputs = {
  vpcId: value("VPC ID", "VPC ID"),
  publicSubnetIds: value("Public subnet IDs", "퍼블릭 서브넷 ID"),
  privateSubnetIds: value("Private subnet IDs", "프라이빗 서브넷 ID"),
  natPublicIps: address(
    "Elastic IP addresses of the NAT gateways",
    "NAT 게이트웨이의 탄력적 IP 주소",
  ),
};
