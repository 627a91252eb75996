import assert from "node:assert/strict";
import { kindOf, nameWithin } from "../../../../classroom/pulumi/progress/kinds.ts";

describe("a resource in plain words", () => {
  it("is of a kind that AWS's documentation knows", () => {
    const kinds = {
      "aws:ec2/instance:Instance": "EC2 instance",
      "aws:ec2/natGateway:NatGateway": "NAT gateway",
      "aws:ec2/eipAssociation:EipAssociation": "Elastic IP association",
      "aws:lb/loadBalancer:LoadBalancer": "load balancer",
      "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "security group ingress rule",
      "aws:rds/instance:Instance": "RDS instance",
      "aws:s3/bucketObjectv2:BucketObjectv2": "S3 bucket object",
      "aws:cloudfront/distribution:Distribution": "CloudFront distribution",
      "random:index/pet:Pet": "pet",
    };
    for (const [type, kind] of Object.entries(kinds)) assert.equal(kindOf(type), kind);
  });

  it("has the part of its name that its lab does not say", () => {
    assert.equal(nameWithin("load-balancer", "load-balancer"), "");
    assert.equal(nameWithin("load-balancer", "load-balancer-2"), "2");
    assert.equal(nameWithin("", "key"), "key");
  });
});
