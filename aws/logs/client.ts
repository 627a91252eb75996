import type { CloudWatchLogs } from "@aws-sdk/client-cloudwatch-logs";
import type { ServiceClient } from "../clients.ts";

export const logsClient: ServiceClient<CloudWatchLogs> = {
  name: "logs",
  load: async (options) =>
    new (await import("@aws-sdk/client-cloudwatch-logs")).CloudWatchLogs(options),
};
