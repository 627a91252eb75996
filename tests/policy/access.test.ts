import assert from "node:assert/strict";
import { UNKNOWN } from "../../policy/values.ts";
import { made, messages } from "./support.ts";

const SSH = "it opens SSH (port 22) to the internet";
const RDP = "it opens RDP (port 3389) to the internet";

describe("no-open-admin", () => {
  const ingress = (props: Record<string, unknown>) =>
    messages("no-open-admin", made("vpc/securityGroupIngressRule:SecurityGroupIngressRule", props));

  it("knows IPv6's whole world", () => {
    const rule = { ipProtocol: "tcp", fromPort: 3389, toPort: 3389, cidrIpv6: "::/0" };
    assert.deepEqual(ingress(rule), [RDP]);
  });

  it("finds the port within a range", () => {
    const rule = { ipProtocol: "tcp", fromPort: 0, toPort: 1024, cidrIpv4: "0.0.0.0/0" };
    assert.deepEqual(ingress(rule), [SSH]);
  });

  it("finds both ports in a rule for everything", () => {
    assert.deepEqual(ingress({ ipProtocol: "-1", cidrIpv4: "0.0.0.0/0" }), [SSH, RDP]);
  });

  it("takes the protocol as the provider does, in any case", () => {
    const rule = { ipProtocol: "TCP", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" };
    assert.deepEqual(ingress(rule), [SSH]);
  });

  it("takes more than anybody owns for the whole world, which is two halves", () => {
    const rule = { ipProtocol: "tcp", fromPort: 22, toPort: 22 };
    for (const cidrIpv4 of ["0.0.0.0/1", "128.0.0.0/1", "64.0.0.0/7"])
      assert.deepEqual(ingress({ ...rule, cidrIpv4 }), [SSH], cidrIpv4);
    assert.deepEqual(ingress({ ...rule, cidrIpv6: "2000::/3" }), [SSH]);
    assert.deepEqual(ingress({ ...rule, cidrIpv4: "10.0.0.0/8" }), []);
    assert.deepEqual(ingress({ ...rule, cidrIpv6: "2001:db8::/32" }), []);
  });

  it("lets pass a port that only the deployment can tell", () => {
    const rule = { ipProtocol: "tcp", fromPort: UNKNOWN, toPort: UNKNOWN, cidrIpv4: "0.0.0.0/0" };
    assert.deepEqual(ingress(rule), []);
  });

  it("lets UDP pass", () => {
    const rule = { ipProtocol: "udp", fromPort: 22, toPort: 22, cidrIpv4: "0.0.0.0/0" };
    assert.deepEqual(ingress(rule), []);
  });

  it("looks into the rules that stand in a group", () => {
    const rule = { protocol: "tcp", fromPort: 22, toPort: 22, ipv6CidrBlocks: ["::/0"] };
    const group = made("ec2/securityGroup:SecurityGroup", { ingress: [rule] });
    assert.deepEqual(messages("no-open-admin", group), [SSH]);
  });

  it("tells what comes in from what goes out in the older kind of rule", () => {
    const rule = { protocol: "tcp", fromPort: 22, toPort: 22, cidrBlocks: ["0.0.0.0/0"] };
    const [inwards, outwards] = ["ingress", "egress"].map((type) =>
      made("ec2/securityGroupRule:SecurityGroupRule", { ...rule, type }),
    );
    assert.ok(inwards && outwards);
    assert.deepEqual(messages("no-open-admin", inwards), [SSH]);
    assert.deepEqual(messages("no-open-admin", outwards), []);
  });
});

describe("no-public-database", () => {
  it("finds a database's port that is open to the world", () => {
    const rule = { ipProtocol: "tcp", fromPort: 3306, toPort: 3306, cidrIpv4: "0.0.0.0/0" };
    assert.deepEqual(
      messages(
        "no-public-database",
        made("vpc/securityGroupIngressRule:SecurityGroupIngressRule", rule),
      ),
      ["it opens database port 3306 to the internet"],
    );
  });

  it("finds a cluster's public instance", () => {
    const instance = made("rds/clusterInstance:ClusterInstance", { publiclyAccessible: true });
    assert.deepEqual(messages("no-public-database", instance), [
      "the database has a public address",
    ]);
  });
});

describe("no-public-bucket", () => {
  it("finds an open access list", () => {
    const list = made("s3/bucketAcl:BucketAcl", { acl: "public-read" });
    assert.deepEqual(messages("no-public-bucket", list), [
      "its access control list is public-read",
    ]);
  });

  it("names each block that is off", () => {
    const block = made("s3/bucketPublicAccessBlock:BucketPublicAccessBlock", {
      blockPublicAcls: true,
      ignorePublicAcls: true,
    });
    assert.deepEqual(messages("no-public-bucket", block), [
      "public access is not blocked: blockPublicPolicy, restrictPublicBuckets",
    ]);
  });
});

describe("no-public-bucket-policy", () => {
  const policy = (statement: unknown) =>
    messages(
      "no-public-bucket-policy",
      made("s3/bucketPolicy:BucketPolicy", { policy: { Statement: statement } }),
    );

  it("finds anybody as an AWS principal, in a document that is no text", () => {
    const open = { Effect: "Allow", Principal: { AWS: ["*"] }, Action: "s3:GetObject" };
    assert.deepEqual(policy(open), ["the bucket policy allows everyone"]);
  });

  const anybody = (Condition: unknown) => policy([{ Effect: "Allow", Principal: "*", Condition }]);

  it("finds anybody under a condition that leaves nobody out", () => {
    for (const condition of [
      { Bool: { "aws:SecureTransport": "true" } },
      { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
      { StringEqualsIfExists: { "aws:SourceVpce": "vpce-1" } },
      { "ForAllValues:StringEquals": { "aws:SourceVpce": "vpce-1" } },
      { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/1"] } },
    ])
      assert.equal(anybody(condition).length, 1, JSON.stringify(condition));
  });

  it("finds anybody under a condition with a wildcard, as S3 does", () => {
    for (const condition of [
      { StringLike: { "aws:SourceVpc": "vpc-*" } },
      { StringLike: { "aws:SourceIp": "*" } },
      { ArnLike: { "aws:SourceArn": "arn:aws:s3:::???" } },
      { StringEquals: { "aws:PrincipalAccount": "${aws:PrincipalAccount}" } },
      { ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:*:accesspoint/*" } },
    ])
      assert.equal(anybody(condition).length, 1, JSON.stringify(condition));
  });

  it("lets pass anybody from a place or of an account, and CloudFront", () => {
    for (const condition of [
      { StringEquals: { "AWS:SourceVpce": "vpce-1" } },
      { IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } },
      { ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:*:123456789012:accesspoint/*" } },
      { StringEquals: { "aws:PrincipalOrgID": "o-1" }, Bool: { "aws:SecureTransport": "true" } },
    ])
      assert.deepEqual(anybody(condition), [], JSON.stringify(condition));
    const service = { Service: "cloudfront.amazonaws.com" };
    assert.deepEqual(policy([{ Effect: "Allow", Principal: service }]), []);
  });

  it("waits for a condition that only the deployment can tell", () => {
    const unknown = { StringEquals: { "aws:PrincipalOrgID": UNKNOWN } };
    for (const condition of [UNKNOWN, { StringEquals: UNKNOWN }, unknown])
      assert.deepEqual(anybody(condition), []);
  });
});
