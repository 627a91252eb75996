import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { elbClient } from "../../../aws/elb/client.ts";
import { all, type Finder, type Tags, tagsOf } from "../../../aws/contract/finder.ts";

const tagsFor = async (elb: ElasticLoadBalancingV2, arn: string): Promise<Tags> => {
  const { TagDescriptions = [] } = await elb.describeTags({ ResourceArns: [arn] });
  return tagsOf(TagDescriptions[0]?.Tags);
};

export const loadBalancers: Finder = {
  kind: "load balancer",
  types: ["aws:lb/loadBalancer:LoadBalancer"],
  arns: [
    "elasticloadbalancing:loadbalancer",
    "elasticloadbalancing:listener",
    "elasticloadbalancing:listener-rule",
  ],
  async find({ client }) {
    const elb = await client(elbClient);
    const found = await all(
      elb.paginateDescribeLoadBalancers({}),
      ({ LoadBalancers }) => LoadBalancers,
    );
    return found.map(({ LoadBalancerArn = "", LoadBalancerName, CreatedTime, Type }) => ({
      id: LoadBalancerArn,
      arn: LoadBalancerArn,
      name: LoadBalancerName,
      tags: () => tagsFor(elb, LoadBalancerArn),
      createdAt: CreatedTime,
      ...(Type === "application" && {
        charges: [{ item: "load balancer", price: "alb/hour", quantity: 1, per: "hour" as const }],
      }),
      remove: () => elb.deleteLoadBalancer({ LoadBalancerArn }),
    }));
  },
};

export const targetGroups: Finder = {
  kind: "target group",
  types: ["aws:lb/targetGroup:TargetGroup"],
  arns: ["elasticloadbalancing:targetgroup"],
  async find({ client }) {
    const elb = await client(elbClient);
    const found = await all(
      elb.paginateDescribeTargetGroups({}),
      ({ TargetGroups }) => TargetGroups,
    );
    return found.map(({ TargetGroupArn = "", TargetGroupName }) => ({
      id: TargetGroupArn,
      arn: TargetGroupArn,
      name: TargetGroupName,
      tags: () => tagsFor(elb, TargetGroupArn),
      remove: () => elb.deleteTargetGroup({ TargetGroupArn }),
    }));
  },
};
