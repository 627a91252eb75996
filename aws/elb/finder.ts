import type { Action, ElasticLoadBalancingV2 } from "@aws-sdk/client-elastic-load-balancing-v2";
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
    return found.map(({ TargetGroupArn = "", TargetGroupName, VpcId, LoadBalancerArns = [] }) => ({
      id: TargetGroupArn,
      arn: TargetGroupArn,
      name: TargetGroupName,
      tags: () => tagsFor(elb, TargetGroupArn),
      ties: inVpc(VpcId),
      async release() {
        for (const LoadBalancerArn of LoadBalancerArns)
          await forgetTargets(elb, LoadBalancerArn, TargetGroupArn);
      },
      remove: () => elb.deleteTargetGroup({ TargetGroupArn }),
    }));
  },
};

/**
 * Deletes what forwards to a target group: a rule, or its whole listener where its default action does. The listener may be the
 * class's, and goes with its load balancer: until then, AWS does not delete the target group.
 */
async function forgetTargets(
  elb: ElasticLoadBalancingV2,
  LoadBalancerArn: string,
  target: string,
): Promise<void> {
  const listeners = await all(
    elb.paginateDescribeListeners({ LoadBalancerArn }),
    ({ Listeners }) => Listeners,
  );
  for (const { ListenerArn } of listeners) {
    const rules = await all(elb.paginateDescribeRules({ ListenerArn }), ({ Rules }) => Rules);
    const using = rules.filter(({ Actions = [] }) => Actions.some(forwardsTo(target)));
    if (using.some(({ IsDefault }) => IsDefault)) await elb.deleteListener({ ListenerArn });
    else for (const { RuleArn } of using) await elb.deleteRule({ RuleArn });
  }
}

const forwardsTo =
  (target: string) =>
  ({ TargetGroupArn, ForwardConfig: { TargetGroups = [] } = {} }: Action): boolean =>
    [TargetGroupArn, ...TargetGroups.map((each) => each.TargetGroupArn)].includes(target);
