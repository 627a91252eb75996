import type { RDS } from "@aws-sdk/client-rds";
import type { ServiceClient } from "../clients.ts";

export const rdsClient: ServiceClient<RDS> = {
  name: "rds",
  load: async (options) => new (await import("@aws-sdk/client-rds")).RDS(options),
};
