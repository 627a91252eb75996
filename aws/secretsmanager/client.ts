import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import type { ServiceClient } from "../clients.ts";

export const secretsManagerClient: ServiceClient<SecretsManager> = {
  name: "secretsmanager",
  load: async (options) =>
    new (await import("@aws-sdk/client-secrets-manager")).SecretsManager(options),
};
