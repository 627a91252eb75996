import type { Scheduler } from "@aws-sdk/client-scheduler";
import type { ServiceClient } from "../clients.ts";

export const schedulerClient: ServiceClient<Scheduler> = {
  name: "scheduler",
  load: async (options) => new (await import("@aws-sdk/client-scheduler")).Scheduler(options),
};
