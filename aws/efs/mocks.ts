import type { Service } from "../contract/service.ts";
import { FILE_SYSTEM, MOUNT_TARGET } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [FILE_SYSTEM]: (name) => ({ dnsName: `${name}.efs.example.com` }),
  [MOUNT_TARGET]: () => ({ ipAddress: "10.0.128.10" }),
};
