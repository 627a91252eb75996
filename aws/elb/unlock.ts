import { regionIn, switched } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { elbClient } from "./client.ts";
import { LOAD_BALANCER } from "./types.ts";

const Key = "deletion_protection.enabled";

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#deletion-protection */
export const locks: NonNullable<Service["locks"]> = {
  [LOAD_BALANCER]: [
    switched(
      "deletion protection",
      async (aws, balancer) => {
        const elb = await aws.client(elbClient, regionIn(balancer));
        const { Attributes = [] } = await elb.describeLoadBalancerAttributes({
          LoadBalancerArn: balancer.id,
        });
        return Attributes.some((each) => each.Key === Key && each.Value === "true");
      },
      async (aws, balancer, on) =>
        (await aws.client(elbClient, regionIn(balancer))).modifyLoadBalancerAttributes({
          LoadBalancerArn: balancer.id,
          Attributes: [{ Key, Value: String(on) }],
        }),
    ),
  ],
};
