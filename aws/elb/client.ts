import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const elbClient: ServiceClient<ElasticLoadBalancingV2> = {
  name: "elb",
  load: (options) => {
    const { ElasticLoadBalancingV2 } = sdk(
      "@aws-sdk/client-elastic-load-balancing-v2",
    ) as typeof import("@aws-sdk/client-elastic-load-balancing-v2");
    return new ElasticLoadBalancingV2(options);
  },
};
