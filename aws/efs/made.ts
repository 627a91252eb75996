import type { Service } from "../contract/service.ts";
import { NETWORK_INTERFACE } from "../vpc/types.ts";
import { MOUNT_TARGET } from "./types.ts";

export const made: NonNullable<Service["made"]> = {
  [MOUNT_TARGET]: [[NETWORK_INTERFACE, "networkInterfaceId"]],
};
