import type { EFS } from "@aws-sdk/client-efs";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const efsClient: ServiceClient<EFS> = {
  name: "efs",
  load: (options) => {
    const { EFS } = sdk("@aws-sdk/client-efs") as typeof import("@aws-sdk/client-efs");
    return new EFS(options);
  },
};
