import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import type { ServiceClient } from "../clients.ts";

export const cloudWatchClient: ServiceClient<CloudWatch> = {
  name: "cloudwatch",
  load: async (options) => new (await import("@aws-sdk/client-cloudwatch")).CloudWatch(options),
};
