import type { IAM } from "@aws-sdk/client-iam";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const iamClient: ServiceClient<IAM> = {
  name: "iam",
  global: true,
  load: (options) => {
    const { IAM } = sdk("@aws-sdk/client-iam") as typeof import("@aws-sdk/client-iam");
    return new IAM(options);
  },
};
