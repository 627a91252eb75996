import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ServiceClient } from "../clients.ts";

export const elbClient: ServiceClient<ElasticLoadBalancingV2> = {
  name: "elb",
  load: async (options) =>
    new (await import("@aws-sdk/client-elastic-load-balancing-v2")).ElasticLoadBalancingV2(options),
};
