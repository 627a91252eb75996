import type { Resource } from "../resource.ts";
import { ON_AWS, type ResourceRule } from "../rule.ts";
import { at, listOf, textsOf } from "../values.ts";

export const allowedRegions: ResourceRule = {
  id: "allowed-regions",
  why: "Resources in a region that nobody checks are noticed only on the bill.",
  source: {
    name: "AWS: deny access by Region",
    url: "https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples_general.html",
  },
  fix: "omit region, or use aws:region or class:peerRegion; us-east-1 is allowed only for services that exist only there",
  level: ON_AWS,
  check: (resource, { regions }) =>
    placesOf(resource)
      .filter((region) => !regions.includes(region))
      .map((region) => `it is in ${region}`),
};

/** The regions that a resource names: its own, a provider's, and those of its copies. */
const placesOf = ({ type, props }: Resource): string[] =>
  /^(aws|pulumi:providers:aws$)/.test(type)
    ? [
        ...textsOf(props.region),
        ...listOf(props.replicas).flatMap((replica) => textsOf(at(replica, "regionName"))),
      ]
    : [];
