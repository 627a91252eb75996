import type { Scheduler } from "@aws-sdk/client-scheduler";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const schedulerClient: ServiceClient<Scheduler> = {
  name: "scheduler",
  load: (options) => {
    const { Scheduler } = sdk(
      "@aws-sdk/client-scheduler",
    ) as typeof import("@aws-sdk/client-scheduler");
    return new Scheduler(options);
  },
};
