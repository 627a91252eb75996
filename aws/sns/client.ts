import type { SNS } from "@aws-sdk/client-sns";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const snsClient: ServiceClient<SNS> = {
  name: "sns",
  load: (options) => {
    const { SNS } = sdk("@aws-sdk/client-sns") as typeof import("@aws-sdk/client-sns");
    return new SNS(options);
  },
};
