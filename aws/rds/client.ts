import type { RDS } from "@aws-sdk/client-rds";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const rdsClient: ServiceClient<RDS> = {
  name: "rds",
  load: (options) => {
    const { RDS } = sdk("@aws-sdk/client-rds") as typeof import("@aws-sdk/client-rds");
    return new RDS(options);
  },
};
