import type { Resource } from "../resource.ts";
import { ON_AWS, type ResourceRule } from "../rule.ts";
import { at, listOf, textsOf } from "../values.ts";

export const allowedRegions: ResourceRule = {
  id: "allowed-regions",
  why: "What runs in a region nobody looks at is found on the bill.",
  source: {
    name: "AWS: deny access by Region",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html",
  },
  fix: "leave region out, or use aws:region or class:peerRegion; us-east-1 is for what AWS keeps only there",
  level: ON_AWS,
  check: (resource, { regions }) =>
    placesOf(resource)
      .filter((region) => !regions.includes(region))
      .map((region) => `it stands in ${region}`),
};

/** The regions that a resource names: its own, a provider's, and those of its copies. */
const placesOf = ({ type, props }: Resource): string[] =>
  /^(aws|pulumi:providers:aws$)/.test(type)
    ? [
        ...textsOf(props.region),
        ...listOf(props.replicas).flatMap((replica) => textsOf(at(replica, "regionName"))),
      ]
    : [];
