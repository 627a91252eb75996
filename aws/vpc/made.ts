import type { Service } from "../contract/service.ts";
import { NAT_GATEWAY, NETWORK_INTERFACE, VPC_ENDPOINT } from "./types.ts";

export const made: NonNullable<Service["made"]> = {
  [NAT_GATEWAY]: [[NETWORK_INTERFACE, "networkInterfaceId"]],
  [VPC_ENDPOINT]: [[NETWORK_INTERFACE, "networkInterfaceIds"]],
};
