import type { SSM } from "@aws-sdk/client-ssm";
import type { ServiceClient } from "../clients.ts";

export const ssmClient: ServiceClient<SSM> = {
  name: "ssm",
  load: async (options) => new (await import("@aws-sdk/client-ssm")).SSM(options),
};
