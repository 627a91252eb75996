import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

/** As in AWS's SecurityHeadersPolicy, which cannot be combined with another policy. */
const SECURITY_HEADERS = {
  contentTypeOptions: { override: true },
  frameOptions: { frameOption: "SAMEORIGIN", override: false },
  referrerPolicy: { referrerPolicy: "strict-origin-when-cross-origin", override: false },
  strictTransportSecurity: { accessControlMaxAgeSec: 31_536_000, override: false },
  xssProtection: { protection: true, modeBlock: true, override: false },
};

/**
 * CloudFront's response headers for a site that search engines must not list, whatever links to it: X-Robots-Tag for every file,
 * and the headers of AWS's SecurityHeadersPolicy. Free of charge.
 *
 * @example new StaticSite("site", { ..., responseHeadersPolicyId: new UnlistedHeaders("site").policyId });
 */
export class UnlistedHeaders extends pulumi.ComponentResource {
  /** For `responseHeadersPolicyId` of a site. */
  readonly policyId: pulumi.Output<string>;

  constructor(name: string, opts?: pulumi.ComponentResourceOptions) {
    super("class:unlisted-headers:UnlistedHeaders", name, {}, opts);
    const policy = new aws.cloudfront.ResponseHeadersPolicy(
      name,
      {
        comment: "Search engines do not list these pages",
        customHeadersConfig: {
          items: [{ header: "X-Robots-Tag", value: "noindex, nofollow", override: true }],
        },
        securityHeadersConfig: SECURITY_HEADERS,
      },
      { parent: this },
    );
    this.policyId = policy.id;
    this.registerOutputs({ policyId: this.policyId });
  }
}
