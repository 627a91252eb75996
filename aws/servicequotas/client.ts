import type { ServiceQuotas } from "@aws-sdk/client-service-quotas";
import type { ServiceClient } from "../clients.ts";

export const quotasClient: ServiceClient<ServiceQuotas> = {
  name: "servicequotas",
  load: async (options) =>
    new (await import("@aws-sdk/client-service-quotas")).ServiceQuotas(options),
};
