import type { SNS } from "@aws-sdk/client-sns";
import type { ServiceClient } from "../clients.ts";

export const snsClient: ServiceClient<SNS> = {
  name: "sns",
  load: async (options) => new (await import("@aws-sdk/client-sns")).SNS(options),
};
