import type { ServiceQuotas } from "@aws-sdk/client-service-quotas";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const quotasClient: ServiceClient<ServiceQuotas> = {
  name: "servicequotas",
  load: (options) => {
    const { ServiceQuotas } = sdk(
      "@aws-sdk/client-service-quotas",
    ) as typeof import("@aws-sdk/client-service-quotas");
    return new ServiceQuotas(options);
  },
};
