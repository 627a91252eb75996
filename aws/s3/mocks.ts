import type { Service } from "../contract/service.ts";
import { BUCKET, BUCKET_OBJECT, BUCKET_WEBSITE_CONFIGURATION } from "./types.ts";

export const computed: NonNullable<Service["computed"]> = {
  [BUCKET]: (name) => ({
    bucket: name,
    bucketRegionalDomainName: `${name}.s3.example.com`,
    hostedZoneId: "Z0S3",
  }),
  [BUCKET_OBJECT]: () => ({ versionId: "version-1" }),
  [BUCKET_WEBSITE_CONFIGURATION]: (name) => ({
    websiteDomain: "s3-website.example.com",
    websiteEndpoint: `${name}.s3-website.example.com`,
  }),
};
