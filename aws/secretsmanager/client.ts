import type { SecretsManager } from "@aws-sdk/client-secrets-manager";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const secretsManagerClient: ServiceClient<SecretsManager> = {
  name: "secretsmanager",
  load: (options) => {
    const { SecretsManager } = sdk(
      "@aws-sdk/client-secrets-manager",
    ) as typeof import("@aws-sdk/client-secrets-manager");
    return new SecretsManager(options);
  },
};
