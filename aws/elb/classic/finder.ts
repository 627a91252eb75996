import { GROUP } from "../../autoscaling/types.ts";
import { type Finder, pages, tagsOf } from "../../contract/finder.ts";
import { inVpc } from "../../vpc/in-vpc.ts";
import { CLASSIC_LOAD_BALANCER } from "../types.ts";
import { classicElbClient } from "./client.ts";

/** The catalogue has none: people make them by hand. */
export const classicLoadBalancers: Finder = {
  kind: "classic load balancer",
  types: [CLASSIC_LOAD_BALANCER],
  named: true,
  arns: [], // as those of the others
  after: [GROUP],
  async find({ client }) {
    const elb = await client(classicElbClient);
    const found = await pages(async (Marker) => {
      const page = await elb.describeClassicLoadBalancers({ Marker });
      return { items: page.LoadBalancerDescriptions, next: page.NextMarker };
    });
    return found.map(({ LoadBalancerName = "", VPCId, CreatedTime }) => ({
      id: LoadBalancerName,
      tags: async () => tagsOf((await elb.describeClassicTags({ LoadBalancerName })).Tags),
      createdAt: CreatedTime,
      ties: inVpc(VPCId),
      remove: () => elb.deleteClassicLoadBalancer({ LoadBalancerName }),
    }));
  },
};
