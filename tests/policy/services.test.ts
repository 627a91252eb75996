import assert from "node:assert/strict";
import { UNKNOWN } from "../../policy/values.ts";
import { made, messages, resource } from "./support.ts";

describe("bucket-tls", () => {
  const bucket = resource({ type: "aws:s3/bucket:Bucket", name: "bucket", props: {} });
  const withPolicy = (policy: unknown) =>
    messages(
      "bucket-tls",
      bucket,
      resource({
        type: "aws:s3/bucketPolicy:BucketPolicy",
        name: "policy",
        props: { policy },
        refs: { bucket: "bucket" },
      }),
    );
  const Condition = { Bool: { "aws:SecureTransport": "false" } };

  it("takes a policy that refuses every action of S3", () => {
    const Statement = [{ Effect: "Deny", Principal: "*", Action: "s3:*", Condition }];
    assert.deepEqual(withPolicy({ Statement }), []);
  });

  it("knows the key in any case", () => {
    const inCapitals = { Bool: { "AWS:SECURETRANSPORT": false } };
    const Statement = { Effect: "Deny", Principal: "*", Action: "s3:*", Condition: inCapitals };
    assert.deepEqual(withPolicy({ Statement }), []);
  });

  it("does not take one that refuses reading alone, or somebody alone", () => {
    const reading = { Effect: "Deny", Principal: "*", Action: "s3:GetObject", Condition };
    const somebody = { Effect: "Deny", Principal: { AWS: "123456789012" }, Action: "*", Condition };
    for (const Statement of [reading, somebody]) assert.equal(withPolicy({ Statement }).length, 1);
  });

  it("waits for a policy that only the deployment can tell", () => {
    assert.deepEqual(withPolicy(UNKNOWN), []);
  });

  it("does not take a text that is no policy", () => {
    assert.equal(withPolicy("{").length, 1);
  });
});

describe("database-tls", () => {
  it("knows PostgreSQL's parameter", () => {
    const group = made("rds/parameterGroup:ParameterGroup", { family: "postgres17" });
    assert.deepEqual(messages("database-tls", group), [
      "the parameter group does not set rds.force_ssl",
    ]);
  });

  it("finds a database with the parameters of AWS", () => {
    const database = made("rds/instance:Instance", { engine: "mysql" });
    assert.deepEqual(messages("database-tls", database), [
      "the database has no parameter group that requires TLS",
    ]);
  });
});

describe("cloudfront-oac", () => {
  it("leaves origins that are no buckets alone", () => {
    const origins = [{ originId: "site", customOriginConfig: {} }];
    const cdn = made("cloudfront/distribution:Distribution", { origins });
    assert.deepEqual(messages("cloudfront-oac", cdn), []);
  });
});

describe("cloudfront-tls", () => {
  const cdn = (props: Record<string, unknown>) =>
    messages(
      "cloudfront-tls",
      made("cloudfront/distribution:Distribution", {
        defaultCacheBehavior: { viewerProtocolPolicy: "https-only" },
        viewerCertificate: { cloudfrontDefaultCertificate: true },
        ...props,
      }),
    );

  it("looks at every path", () => {
    const orderedCacheBehaviors = [{ pathPattern: "/a/*", viewerProtocolPolicy: "allow-all" }];
    assert.deepEqual(cdn({ orderedCacheBehaviors }), ["visitors of /a/* can use plain HTTP"]);
  });

  it("asks for TLS 1.2 where the certificate is one's own", () => {
    const certificate = (minimumProtocolVersion: string) => ({
      viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion },
    });
    assert.deepEqual(cdn(certificate("TLSv1.2_2021")), []);
    assert.deepEqual(cdn(certificate("TLSv1")), [
      "it accepts TLS versions below 1.2 from visitors",
    ]);
  });

  it("asks for TLS on the way to the origin", () => {
    const origin = (originProtocolPolicy: string, ...originSslProtocols: string[]) => ({
      origins: [
        { originId: "site", customOriginConfig: { originProtocolPolicy, originSslProtocols } },
      ],
    });
    assert.deepEqual(cdn(origin("https-only", "TLSv1.2")), []);
    assert.deepEqual(cdn(origin("http-only")), [
      "CloudFront connects to origin site over plain HTTP",
    ]);
    assert.deepEqual(cdn(origin("https-only", "TLSv1")), [
      "CloudFront connects to origin site with TLS below 1.2",
    ]);
  });
});

describe("load-balancer-tls", () => {
  const listener = (props: Record<string, unknown>) =>
    messages("load-balancer-tls", made("lb/listener:Listener", props));

  it("finds ciphers of before TLS 1.2, AWS's default too", () => {
    for (const sslPolicy of ["ELBSecurityPolicy-TLS13-1-0-2021-06", undefined])
      assert.deepEqual(listener({ protocol: "HTTPS", sslPolicy }), [
        "the listener accepts TLS versions below 1.2",
      ]);
  });

  const defaultActions = [{ type: "forward" }];

  it("takes a listener that does not say its protocol for HTTP, as the provider does", () => {
    const props = { port: 80, defaultActions };
    const found = ["the listener serves plain HTTP"];
    assert.deepEqual(listener(props), found);
    assert.deepEqual(messages("load-balancer-tls", made("alb/listener:Listener", props)), found);
  });

  it("takes it for HTTPS where it has a certificate", () => {
    const secure = { port: 443, certificateArn: "arn", defaultActions };
    assert.deepEqual(listener(secure), ["the listener accepts TLS versions below 1.2"]);
    const sslPolicy = "ELBSecurityPolicy-TLS13-1-2-2021-06";
    assert.deepEqual(listener({ ...secure, sslPolicy }), []);
  });

  it("takes the protocol as the provider does, in any case", () => {
    const found = ["the listener serves plain HTTP"];
    assert.deepEqual(listener({ port: 80, protocol: "http", defaultActions }), found);
  });

  it("leaves what is not the web's alone", () => {
    assert.deepEqual(listener({ protocol: "TCP" }), []);
    assert.deepEqual(listener({ defaultActions }), []); // a Gateway Load Balancer's
    const accelerator = made("globalaccelerator/listener:Listener", { protocol: "TCP" });
    const lattice = made("vpclattice/listener:Listener", { port: 443, protocol: "HTTPS" });
    assert.deepEqual(messages("load-balancer-tls", accelerator, lattice), []);
  });
});
