import type { CloudFormation } from "@aws-sdk/client-cloudformation";
import type { ServiceClient } from "../clients.ts";

export const cloudFormationClient: ServiceClient<CloudFormation> = {
  name: "cloudformation",
  load: async (options) =>
    new (await import("@aws-sdk/client-cloudformation")).CloudFormation(options),
};
