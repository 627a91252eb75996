import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import type { ServiceClient } from "../clients.ts";

export const autoScalingClient: ServiceClient<AutoScaling> = {
  name: "autoscaling",
  load: async (options) => new (await import("@aws-sdk/client-auto-scaling")).AutoScaling(options),
};
