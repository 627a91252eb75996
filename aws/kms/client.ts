import type { KMS } from "@aws-sdk/client-kms";
import type { ServiceClient } from "../clients.ts";

export const kmsClient: ServiceClient<KMS> = {
  name: "kms",
  load: async (options) => new (await import("@aws-sdk/client-kms")).KMS(options),
};
