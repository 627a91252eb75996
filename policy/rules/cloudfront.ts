import { DISTRIBUTION } from "../../aws/cloudfront/types.ts";
import type { Resource } from "../resource.ts";
import { everywhere, fsbp, IN_PROD, type ResourceRule } from "../rule.ts";
import { at, listOf, mayBe, textsOf, UNKNOWN } from "../values.ts";

export const cloudfrontOac: ResourceRule = {
  id: "cloudfront-oac",
  why: "Without origin access control, the bucket must be public, and visitors can bypass CloudFront.",
  source: fsbp("CloudFront.13"),
  fix: "give each S3 origin an originAccessControlId, as components/site/cdn.ts does",
  level: everywhere("mandatory"),
  check: ({ type, props }) =>
    type !== DISTRIBUTION
      ? []
      : listOf(props.origins)
          .filter((origin) => isBucket(origin) && !at(origin, "originAccessControlId"))
          .map((origin) => `origin ${named(origin)} has no origin access control`),
};

/** Only an S3 bucket needs no protocol settings as an origin; CloudFront does not treat an S3 website as a bucket. */
const isBucket = (origin: unknown): boolean =>
  at(origin, "customOriginConfig") === undefined && at(origin, "vpcOriginConfig") === undefined;

export const cloudfrontTls: ResourceRule = {
  id: "cloudfront-tls",
  why: "Plain HTTP and TLS versions below 1.2 can be read and changed between visitor, CloudFront and origin.",
  source: fsbp("CloudFront.3"),
  fix: 'set viewerProtocolPolicy to "redirect-to-https", minimumProtocolVersion to "TLSv1.2_2021", originProtocolPolicy to "https-only"',
  level: IN_PROD,
  check: ({ type, props }) =>
    type === DISTRIBUTION
      ? [...plainBehaviors(props), ...oldTls(props), ...plainOrigins(props)]
      : [],
};

type Props = Resource["props"];

const plainBehaviors = (props: Props): string[] =>
  [...listOf(props.defaultCacheBehavior), ...listOf(props.orderedCacheBehaviors)]
    .filter((each) => !mayBe(at(each, "viewerProtocolPolicy"), "redirect-to-https", "https-only"))
    .map(
      (each) =>
        `visitors of ${textsOf(at(each, "pathPattern")).at(0) ?? "all paths"} can use plain HTTP`,
    );

/** The TLS version can be set only with one's own certificate; with CloudFront's certificate it is fixed. */
function oldTls({ viewerCertificate }: Props): string[] {
  if (mayBe(at(viewerCertificate, "cloudfrontDefaultCertificate"), true)) return [];
  const version = at(viewerCertificate, "minimumProtocolVersion");
  return version === UNKNOWN || /^TLSv1\.[23]/.test(String(version))
    ? []
    : ["it accepts TLS versions below 1.2 from visitors"];
}

const plainOrigins = ({ origins }: Props): string[] =>
  listOf(origins).flatMap((origin) => {
    const config = at(origin, "customOriginConfig");
    if (config === undefined) return [];
    const plain = !mayBe(at(config, "originProtocolPolicy"), "https-only");
    const old = textsOf(at(config, "originSslProtocols")).some((name) => name !== "TLSv1.2");
    if (plain) return [`CloudFront connects to origin ${named(origin)} over plain HTTP`];
    return old ? [`CloudFront connects to origin ${named(origin)} with TLS below 1.2`] : [];
  });

const named = (origin: unknown): string => String(at(origin, "originId"));
