import type { ServiceClient } from "../../clients.ts";
import { membersIn, query, type QueryOptions, type QueryService, textIn } from "../../query.ts";

/** Part of a description: https://docs.aws.amazon.com/elasticloadbalancing/2012-06-01/APIReference/API_LoadBalancerDescription.html */
export interface ClassicLoadBalancer {
  readonly LoadBalancerName: string | undefined;
  readonly VPCId: string | undefined;
  readonly CreatedTime: Date | undefined;
}

export interface ClassicElb {
  /** Not more than 400 in one answer. */
  describeClassicLoadBalancers(asked: { readonly Marker: string | undefined }): Promise<{
    readonly LoadBalancerDescriptions?: readonly ClassicLoadBalancer[];
    readonly NextMarker?: string | undefined;
  }>;
  describeClassicTags(asked: { readonly LoadBalancerName: string }): Promise<{
    readonly Tags?: readonly { readonly Key: string; readonly Value: string }[];
  }>;
  /** Succeeds when there is none of that name, too. */
  deleteClassicLoadBalancer(asked: { readonly LoadBalancerName: string }): Promise<unknown>;
}

/** The older version of the service's API: the client of the newer one does not know them. */
const SERVICE: QueryService = { name: "elasticloadbalancing", version: "2012-06-01" };

export const classicElbClient: ServiceClient<ClassicElb> = {
  name: "classic-elb",
  load: (options: QueryOptions) => ({
    async describeClassicLoadBalancers({ Marker }) {
      const xml = await query(SERVICE, options, "DescribeLoadBalancers", { Marker });
      return {
        LoadBalancerDescriptions: membersIn(xml, "LoadBalancerDescriptions").map((its) => {
          const created = textIn(its, "CreatedTime");
          return {
            LoadBalancerName: textIn(its, "LoadBalancerName"),
            VPCId: textIn(its, "VPCId"),
            CreatedTime: created === undefined ? undefined : new Date(created),
          };
        }),
        NextMarker: textIn(xml, "NextMarker"),
      };
    },
    async describeClassicTags({ LoadBalancerName }) {
      const named = { "LoadBalancerNames.member.1": LoadBalancerName };
      const xml = await query(SERVICE, options, "DescribeTags", named);
      return {
        Tags: membersIn(xml, "Tags").map((its) => ({
          Key: textIn(its, "Key") ?? "",
          Value: textIn(its, "Value") ?? "",
        })),
      };
    },
    deleteClassicLoadBalancer: ({ LoadBalancerName }) =>
      query(SERVICE, options, "DeleteLoadBalancer", { LoadBalancerName }),
  }),
};
