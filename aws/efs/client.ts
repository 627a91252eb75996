import type { EFS } from "@aws-sdk/client-efs";
import type { ServiceClient } from "../clients.ts";

export const efsClient: ServiceClient<EFS> = {
  name: "efs",
  load: async (options) => new (await import("@aws-sdk/client-efs")).EFS(options),
};
