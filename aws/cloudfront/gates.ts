import type {
  CloudFront,
  DistributionConfig,
  DistributionSummary,
} from "@aws-sdk/client-cloudfront";
import { all } from "../contract/finder.ts";
import { type Precheck, refusal } from "../contract/precheck.ts";
import { tagList } from "../contract/trial.ts";
import { cloudFrontClient } from "./client.ts";
import { DISTRIBUTION } from "./types.ts";

/** "Your account must be verified before you can add new CloudFront resources." */
const NOT_VERIFIED = /must be verified/;

const verified: Precheck = {
  what: "the account is verified for CloudFront",
  types: [DISTRIBUTION],
  global: true,
  awsOnly: true,
  async ask({ place }) {
    const cloudFront = await place.client(cloudFrontClient);
    const { DistributionList } = await cloudFront.listDistributions({ MaxItems: 1 });
    if ((DistributionList?.Items ?? []).length > 0)
      return [{ verdict: "ok", seen: "the account has a distribution" }];
    return [
      {
        verdict: "unknown",
        seen: "AWS shows it only when a distribution is created",
        fix: "to create one and delete it, which takes minutes: npm run class -- preflight --try",
      },
    ];
  },
  async attempt({ place }, trial) {
    const cloudFront = await place.client(cloudFrontClient);
    trial.making(`distribution ${trial.name}`, () => removeNamed(cloudFront, trial.name));
    try {
      await cloudFront.createDistributionWithTags({
        DistributionConfigWithTags: {
          DistributionConfig: disabled(trial.name),
          Tags: { Items: tagList({ ...trial.tags, Name: trial.name }) },
        },
      });
      return { verdict: "ok", seen: "created a disabled one and removed it" };
    } catch (error) {
      const reason = refusal(error, NOT_VERIFIED);
      if (reason === undefined) throw error;
      return {
        verdict: "fail",
        seen: reason,
        fix: "open a case with AWS Support (Account and billing): ask to verify the account for CloudFront; it can take days",
      };
    }
  },
};

/** This distribution serves no requests: it is disabled, and its origin is a domain reserved for documentation. */
const disabled = (name: string): DistributionConfig => ({
  CallerReference: name,
  Comment: name,
  Enabled: false,
  Origins: {
    Quantity: 1,
    Items: [
      {
        Id: "none",
        DomainName: "example.com",
        CustomOriginConfig: { HTTPPort: 80, HTTPSPort: 443, OriginProtocolPolicy: "https-only" },
      },
    ],
  },
  DefaultCacheBehavior: {
    TargetOriginId: "none",
    ViewerProtocolPolicy: "https-only",
    CachePolicyId: CACHING_DISABLED,
  },
});

/** AWS's managed policy: https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/using-managed-cache-policies.html */
const CACHING_DISABLED = "4135ea2d-6df8-44a3-9df3-4b5a84be39ad";

/** CloudFront deletes a distribution only after its last change has been deployed everywhere, even when it is disabled. */
async function removeNamed(cloudFront: CloudFront, name: string): Promise<boolean> {
  const found: DistributionSummary[] = await all(
    cloudFront.paginateListDistributions({}),
    (page) => page.DistributionList?.Items,
  );
  const mine = found.filter(({ Comment }) => Comment === name);
  for (const { Id, Status } of mine) {
    if (Status !== "Deployed") continue;
    const { ETag } = await cloudFront.getDistribution({ Id });
    await cloudFront.deleteDistribution({ Id, IfMatch: ETag });
  }
  return mine.length > 0;
}

export const gates: readonly Precheck[] = [verified];
