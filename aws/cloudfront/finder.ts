import { all, type Finder, tagsOf } from "../contract/finder.ts";
import { cloudFrontClient } from "./client.ts";
import { DISTRIBUTION, ORIGIN_ACCESS_CONTROL } from "./types.ts";

export const distributions: Finder = {
  kind: "CloudFront distribution",
  types: [DISTRIBUTION],
  arns: ["cloudfront:distribution"],
  after: [],
  global: true,
  async find({ client }) {
    const cloudFront = await client(cloudFrontClient);
    const found = await all(
      cloudFront.paginateListDistributions({}),
      ({ DistributionList }) => DistributionList?.Items,
    );
    return found.map(({ Id = "", ARN, DomainName, Enabled, LastModifiedTime }) => ({
      id: Id,
      arn: ARN,
      name: DomainName,
      tags: async () =>
        tagsOf((await cloudFront.listTagsForResource({ Resource: ARN })).Tags?.Items),
      createdAt: LastModifiedTime,
      redated: true,
      async remove() {
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
  kind: "CloudFront origin access",
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
