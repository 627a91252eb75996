import type { IAM } from "@aws-sdk/client-iam";
import type { ServiceClient } from "../clients.ts";

export const iamClient: ServiceClient<IAM> = {
  name: "iam",
  global: true,
  load: async (options) => new (await import("@aws-sdk/client-iam")).IAM(options),
};
