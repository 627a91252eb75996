import type { CloudFront } from "@aws-sdk/client-cloudfront";
import type { ServiceClient } from "../clients.ts";

export const cloudFrontClient: ServiceClient<CloudFront> = {
  name: "cloudfront",
  global: true,
  load: async (options) => new (await import("@aws-sdk/client-cloudfront")).CloudFront(options),
};
