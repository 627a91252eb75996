import type { CloudFormation } from "@aws-sdk/client-cloudformation";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const cloudFormationClient: ServiceClient<CloudFormation> = {
  name: "cloudformation",
  load: (options) => {
    const { CloudFormation } = sdk(
      "@aws-sdk/client-cloudformation",
    ) as typeof import("@aws-sdk/client-cloudformation");
    return new CloudFormation(options);
  },
};
