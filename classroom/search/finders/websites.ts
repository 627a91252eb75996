import type { Route53 } from "@aws-sdk/client-route-53";
import { cloudFrontClient } from "../../../aws/cloudfront/client.ts";
import { route53Client } from "../../../aws/route53/client.ts";
import { all, type Finder, tagsOf } from "../../../aws/contract/finder.ts";

export const distributions: Finder = {
  kind: "CloudFront distribution",
  types: ["aws:cloudfront/distribution:Distribution"],
  arns: ["cloudfront:distribution"],
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
      async remove() {
        const { DistributionConfig, ETag } = await cloudFront.getDistributionConfig({ Id });
        if (!Enabled || !DistributionConfig)
          return cloudFront.deleteDistribution({ Id, IfMatch: ETag });
        // That takes CloudFront minutes: a later pass deletes it.
        const off = { ...DistributionConfig, Enabled: false };
        return cloudFront.updateDistribution({ Id, IfMatch: ETag, DistributionConfig: off });
      },
    }));
  },
};

/** They carry no tags. */
export const originAccessControls: Finder = {
  kind: "CloudFront origin access",
  types: ["aws:cloudfront/originAccessControl:OriginAccessControl"],
  arns: [],
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

export const hostedZones: Finder = {
  kind: "hosted zone",
  types: ["aws:route53/zone:Zone"],
  arns: ["route53:hostedzone"],
  global: true,
  async find({ client }) {
    const route53 = await client(route53Client);
    const found = await all(route53.paginateListHostedZones({}), ({ HostedZones }) => HostedZones);
    return found.map(({ Id: path = "", Name: zone }) => {
      const Id = path.replace("/hostedzone/", "");
      return {
        id: Id,
        name: zone,
        async tags() {
          const query = { ResourceType: "hostedzone", ResourceId: Id } as const;
          return tagsOf((await route53.listTagsForResource(query)).ResourceTagSet?.Tags);
        },
        charges: [{ item: "hosted zone", price: "route53/zone", quantity: 1, per: "month" }],
        async remove() {
          await emptyZone(route53, Id, zone);
          await route53.deleteHostedZone({ Id });
        },
      };
    });
  },
};

/** Deletes all records but the zone's own two, which go with it. */
async function emptyZone(
  route53: Route53,
  HostedZoneId: string,
  zone: string | undefined,
): Promise<void> {
  for (;;) {
    const { ResourceRecordSets = [] } = await route53.listResourceRecordSets({ HostedZoneId });
    const Changes = ResourceRecordSets.filter(
      ({ Name, Type }) => Name !== zone || (Type !== "NS" && Type !== "SOA"),
    ).map((set) => ({ Action: "DELETE", ResourceRecordSet: set }) as const);
    if (Changes.length === 0) return;
    await route53.changeResourceRecordSets({ HostedZoneId, ChangeBatch: { Changes } });
  }
}
