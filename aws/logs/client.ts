import type { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const logsClient: ServiceClient<CloudWatchLogs> = {
  name: "logs",
  load: (options) => {
    const { CloudWatchLogs } = sdk(
      "@aws-sdk/client-cloudwatch-logs",
    ) as typeof import("@aws-sdk/client-cloudwatch-logs");
    return new CloudWatchLogs(options);
  },
};
