import type { KMS } from "@aws-sdk/client-kms";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const kmsClient: ServiceClient<KMS> = {
  name: "kms",
  load: (options) => {
    const { KMS } = sdk("@aws-sdk/client-kms") as typeof import("@aws-sdk/client-kms");
    return new KMS(options);
  },
};
