import type { Route53 } from "@aws-sdk/client-route-53";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const route53Client: ServiceClient<Route53> = {
  name: "route53",
  global: true,
  load: (options) => {
    const { Route53 } = sdk(
      "@aws-sdk/client-route-53",
    ) as typeof import("@aws-sdk/client-route-53");
    return new Route53(options);
  },
};
