import type { CloudWatch } from "@aws-sdk/client-cloudwatch";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const cloudWatchClient: ServiceClient<CloudWatch> = {
  name: "cloudwatch",
  load: (options) => {
    const { CloudWatch } = sdk(
      "@aws-sdk/client-cloudwatch",
    ) as typeof import("@aws-sdk/client-cloudwatch");
    return new CloudWatch(options);
  },
};
