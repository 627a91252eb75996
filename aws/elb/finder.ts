import type { ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
import { GROUP } from "../autoscaling/types.ts";
import { all, type Finder, type Tags, tagsOf } from "../contract/finder.ts";
import { inVpc } from "../vpc/in-vpc.ts";
import { elbClient } from "./client.ts";
import { loadBalancerCharge } from "./price.ts";
import { LOAD_BALANCER, TARGET_GROUP } from "./types.ts";

const tagsFor = async (elb: ElasticLoadBalancingV2, arn: string): Promise<Tags> => {
  const { TagDescriptions = [] } = await elb.describeTags({ ResourceArns: [arn] });
  return tagsOf(TagDescriptions[0]?.Tags);
};

export const loadBalancers: Finder = {
  kind: "load balancer",
  types: [LOAD_BALANCER],
  arns: [
    "elasticloadbalancing:loadbalancer",
    "elasticloadbalancing:listener",
    "elasticloadbalancing:listener-rule",
  ],
  after: [GROUP],
  async find({ client }) {
    const elb = await client(elbClient);
    const found = await all(
      elb.paginateDescribeLoadBalancers({}),
      ({ LoadBalancers }) => LoadBalancers,
    );
    return found.map(({ LoadBalancerArn = "", LoadBalancerName, CreatedTime, Type, VpcId }) => ({
      id: LoadBalancerArn,
      arn: LoadBalancerArn,
      name: LoadBalancerName,
      tags: () => tagsFor(elb, LoadBalancerArn),
      createdAt: CreatedTime,
      ties: inVpc(VpcId),
      ...(Type === "application" && {
        charges: [loadBalancerCharge],
      }),
      remove: () => elb.deleteLoadBalancer({ LoadBalancerArn }),
    }));
  },
};

export const targetGroups: Finder = {
  kind: "target group",
  types: [TARGET_GROUP],
  arns: ["elasticloadbalancing:targetgroup"],
  after: [LOAD_BALANCER],
  async find({ client }) {
    const elb = await client(elbClient);
    const found = await all(
      elb.paginateDescribeTargetGroups({}),
      ({ TargetGroups }) => TargetGroups,
    );
    return found.map(({ TargetGroupArn = "", TargetGroupName, VpcId }) => ({
      id: TargetGroupArn,
      arn: TargetGroupArn,
      name: TargetGroupName,
      tags: () => tagsFor(elb, TargetGroupArn),
      ties: inVpc(VpcId),
      remove: () => elb.deleteTargetGroup({ TargetGroupArn }),
    }));
  },
};
