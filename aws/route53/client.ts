import type { Route53 } from "@aws-sdk/client-route-53";
import type { ServiceClient } from "../clients.ts";

export const route53Client: ServiceClient<Route53> = {
  name: "route53",
  global: true,
  load: async (options) => new (await import("@aws-sdk/client-route-53")).Route53(options),
};
