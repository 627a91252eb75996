import type { SSM } from "@aws-sdk/client-ssm";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const ssmClient: ServiceClient<SSM> = {
  name: "ssm",
  load: (options) => {
    const { SSM } = sdk("@aws-sdk/client-ssm") as typeof import("@aws-sdk/client-ssm");
    return new SSM(options);
  },
};
