import { all, type Finder, oncePerSearch, pages, tagsOf, type Tie } from "../contract/finder.ts";
import { cloudFrontClient } from "./client.ts";
import { DISTRIBUTION, ORIGIN_ACCESS_CONTROL, RESPONSE_HEADERS_POLICY } from "./types.ts";

const distributionsIn = oncePerSearch(async ({ client }) => {
  const cloudFront = await client(cloudFrontClient);
  const found = await all(
    cloudFront.paginateListDistributions({}),
    ({ DistributionList }) => DistributionList?.Items,
  );
  return found.map(({ Id = "", ARN, DomainName, ...its }) => ({
    its,
    known: {
      id: Id,
      arn: ARN,
      name: DomainName,
      tags: async () =>
        tagsOf((await cloudFront.listTagsForResource({ Resource: ARN })).Tags?.Items),
    },
  }));
});

export const distributions: Finder = {
  kind: "CloudFront distribution",
  types: [DISTRIBUTION],
  arns: ["cloudfront:distribution"],
  after: [],
  global: true,
  async find(place) {
    const cloudFront = await place.client(cloudFrontClient);
    return (await distributionsIn(place)).map(({ known, its: { Enabled, LastModifiedTime } }) => ({
      ...known,
      createdAt: LastModifiedTime,
      redated: true,
      async remove() {
        const { id: Id } = known;
        const { DistributionConfig, ETag } = await cloudFront.getDistributionConfig({ Id });
        if (!Enabled || !DistributionConfig)
          return cloudFront.deleteDistribution({ Id, IfMatch: ETag });
        // Disabling takes CloudFront minutes; a later pass deletes the distribution.
        const off = { ...DistributionConfig, Enabled: false };
        return cloudFront.updateDistribution({ Id, IfMatch: ETag, DistributionConfig: off });
      },
    }));
  },
};

/** They have no tags. */
export const originAccessControls: Finder = {
  kind: "CloudFront origin access control",
  types: [ORIGIN_ACCESS_CONTROL],
  arns: [],
  after: [DISTRIBUTION],
  global: true,
  async find({ client }) {
    const cloudFront = await client(cloudFrontClient);
    const found = await all(
      cloudFront.paginateListOriginAccessControls({}),
      ({ OriginAccessControlList }) => OriginAccessControlList?.Items,
    );
    return found.map(({ Id = "", Name }) => ({
      id: Id,
      name: Name,
      tags: {},
      async remove() {
        const { ETag } = await cloudFront.getOriginAccessControl({ Id });
        await cloudFront.deleteOriginAccessControl({ Id, IfMatch: ETag });
      },
    }));
  },
};

/** They have no tags. AWS's own are not among them. */
export const responseHeadersPolicies: Finder = {
  kind: "CloudFront response headers policy",
  types: [RESPONSE_HEADERS_POLICY],
  arns: [],
  after: [DISTRIBUTION],
  global: true,
  async find({ client }) {
    const cloudFront = await client(cloudFrontClient);
    const found = await pages(async (Marker) => {
      const { ResponseHeadersPolicyList: list } = await cloudFront.listResponseHeadersPolicies({
        Type: "custom",
        Marker,
      });
      return { items: list?.Items, next: list?.NextMarker };
    });
    return found.map(({ ResponseHeadersPolicy: policy }) => {
      const Id = policy?.Id ?? "";
      return {
        id: Id,
        name: policy?.ResponseHeadersPolicyConfig?.Name,
        tags: {},
        async remove() {
          const { ETag } = await cloudFront.getResponseHeadersPolicy({ Id });
          await cloudFront.deleteResponseHeadersPolicy({ Id, IfMatch: ETag });
        },
      };
    });
  },
};

const IN_USE =
  "choose another origin access control for its origin, or response headers policy for its behavior, in the CloudFront console";

/** Distributions that use an origin access control or a response headers policy: AWS does not delete it before they use another. */
export const usingDistributions: Finder = {
  kind: "CloudFront distribution",
  types: [DISTRIBUTION],
  arns: [],
  after: [],
  global: true,
  find: async (place) =>
    (await distributionsIn(place)).map(({ known, its: { Origins, ...its } }) => ({
      ...known,
      ties: [
        ...usesOf(
          "origin access control",
          (Origins?.Items ?? []).map(({ OriginAccessControlId: id }) => id),
        ),
        ...usesOf(
          "response headers policy",
          [its.DefaultCacheBehavior, ...(its.CacheBehaviors?.Items ?? [])].map(
            (behavior) => behavior?.ResponseHeadersPolicyId,
          ),
        ),
      ],
      byHand: IN_USE,
      remove: () => Promise.reject(new Error(IN_USE)),
    })),
};

const usesOf = (what: string, ids: readonly (string | undefined)[]): Tie[] =>
  ids.flatMap((id = "") => (id === "" ? [] : [{ how: `uses ${what}`, id, bond: "inside" }]));
