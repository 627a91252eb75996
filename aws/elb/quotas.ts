import { all, type Place } from "../contract/finder.ts";
import { foundBy, oneEach, type Quota, type Share, shareOf } from "../contract/quota.ts";
import { elbClient } from "./client.ts";
import { loadBalancers, targetGroups } from "./finder.ts";
import { LOAD_BALANCER, TARGET_GROUP } from "./types.ts";

/** Other types of load balancers have their own quotas. */
async function applicationLoadBalancersIn(place: Place): Promise<readonly Share[]> {
  const elb = await place.client(elbClient);
  const found = await all(elb.paginateDescribeLoadBalancers({}), (page) => page.LoadBalancers);
  const others = found
    .filter(({ Type }) => Type !== "application")
    .map((each) => each.LoadBalancerArn);
  const things = await loadBalancers.find(place);
  return things.filter(({ id }) => !others.includes(id)).map(shareOf);
}

const ofElb = {
  service: "elasticloadbalancing",
  source:
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-limits.html",
} as const;

export const quotas: readonly Quota[] = [
  {
    ...ofElb,
    what: "application load balancers",
    code: "L-53DA6B97",
    standard: 50,
    needs: oneEach([LOAD_BALANCER]),
    used: applicationLoadBalancersIn,
  },
  {
    ...ofElb,
    what: "target groups",
    code: "L-B22855CB",
    standard: 3000,
    needs: oneEach([TARGET_GROUP]),
    used: foundBy(targetGroups),
  },
];
