import type { Service } from "../contract/service.ts";
import { EIP, NAT_GATEWAY, VPC, WIZARD_VPC } from "./types.ts";

export const answers: NonNullable<Service["answers"]> = {
  "aws:ec2/getManagedPrefixList:getManagedPrefixList": ({ name }) => ({ id: `pl-${String(name)}` }),
};

export const computed: NonNullable<Service["computed"]> = {
  [EIP]: (name) => ({
    allocationId: `${name}-allocation`,
    publicIp: "198.51.100.40",
  }),
  [NAT_GATEWAY]: () => ({ publicIp: "198.51.100.20" }),
  [VPC]: (name) => ({ mainRouteTableId: `${name}-main` }),
  [WIZARD_VPC]: (name) => ({
    vpcId: `${name}-id`,
    publicSubnetIds: [`${name}-public-1-id`, `${name}-public-2-id`],
    privateSubnetIds: [`${name}-private-1-id`, `${name}-private-2-id`],
  }),
};
