import type { ServiceTypes } from "../contract/resource-type.ts";

export const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
export const ORIGIN_ACCESS_CONTROL = "aws:cloudfront/originAccessControl:OriginAccessControl";
export const RESPONSE_HEADERS_POLICY = "aws:cloudfront/responseHeadersPolicy:ResponseHeadersPolicy";

export const types: ServiceTypes = {
  [DISTRIBUTION]: {},
  [ORIGIN_ACCESS_CONTROL]: {},
  [RESPONSE_HEADERS_POLICY]: {},
};
