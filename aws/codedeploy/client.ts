import type { CodeDeploy } from "@aws-sdk/client-codedeploy";
import type { ServiceClient } from "../clients.ts";

export const codeDeployClient: ServiceClient<CodeDeploy> = {
  name: "codedeploy",
  load: async (options) => new (await import("@aws-sdk/client-codedeploy")).CodeDeploy(options),
};
