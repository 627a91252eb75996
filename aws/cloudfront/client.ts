import type { CloudFront } from "@aws-sdk/client-cloudfront";
import type { ServiceClient } from "../clients.ts";
import { sdk } from "../sdk.ts";

export const cloudFrontClient: ServiceClient<CloudFront> = {
  name: "cloudfront",
  global: true,
  load: (options) => {
    const { CloudFront } = sdk(
      "@aws-sdk/client-cloudfront",
    ) as typeof import("@aws-sdk/client-cloudfront");
    return new CloudFront(options);
  },
};
