import type { CodeDeploy } from "@aws-sdk/client-codedeploy";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const codeDeployClient: ServiceClient<CodeDeploy> = {
  name: "codedeploy",
  load: (options) => {
    const { CodeDeploy } = sdk(
      "@aws-sdk/client-codedeploy",
    ) as typeof import("@aws-sdk/client-codedeploy");
    return new CodeDeploy(options);
  },
};
