import type { AutoScaling } from "@aws-sdk/client-auto-scaling";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const autoScalingClient: ServiceClient<AutoScaling> = {
  name: "autoscaling",
  load: (options) => {
    const { AutoScaling } = sdk(
      "@aws-sdk/client-auto-scaling",
    ) as typeof import("@aws-sdk/client-auto-scaling");
    return new AutoScaling(options);
  },
};
