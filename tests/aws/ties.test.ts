import assert from "node:assert/strict";
import { FINDERS } from "../../classroom/search/finders.ts";
import { copiedFor } from "../../classroom/search/finders/servers.ts";
import { madeFor } from "../../classroom/search/finders/volumes.ts";
import { writtenBy } from "../../classroom/search/finders/watching.ts";
import { kindOf } from "../../classroom/search/tagged.ts";

const ids = (ties: readonly { readonly id: string }[]): string[] => ties.map(({ id }) => id);

describe("a snapshot's description", () => {
  it("names the image that it was made for", () => {
    assert.deepEqual(ids(madeFor("Created by CreateImage(i-0a) for ami-0b")), ["ami-0b"]);
  });

  it("names the copied image's copy, not whose it was", () => {
    const text =
      "Copied for DestinationAmi ami-0c from SourceAmi ami-0b for SourceSnapshot snap-0d.";
    assert.deepEqual(ids(madeFor(text)), ["ami-0c"]);
  });

  it("names the snapshot that it is a copy of", () => {
    assert.deepEqual(ids(madeFor("[Copied snap-0d from ap-northeast-2] ours")), ["snap-0d"]);
  });

  it("says nothing when somebody has only mentioned something", () => {
    assert.deepEqual(madeFor("like ami-0b, see vol-0a"), []);
  });
});

describe("a name", () => {
  it("tells the deployment group that CodeDeploy has copied a group for", () => {
    assert.deepEqual(ids(copiedFor("CodeDeploy_blue_green_d-ABC123XYZ")), ["blue_green"]);
    assert.deepEqual(copiedFor("blue_green"), []);
  });

  it("tells what writes to a log group", () => {
    assert.deepEqual(ids(writtenBy("/aws/rds/instance/class-db/error")), ["class-db"]);
    assert.deepEqual(writtenBy("/class/rds/instance/class-db/error"), []);
  });

  it("of AWS's tells a kind", () => {
    assert.equal(kindOf("arn:aws:ec2:ap-northeast-2:1:volume/vol-1"), "ec2:volume");
    assert.equal(kindOf("arn:aws:logs:ap-northeast-2:1:log-group:/a/b"), "logs:log-group");
    assert.equal(kindOf("arn:aws:s3:::bucket"), "s3:*");
  });
});

describe("the order of deletion", () => {
  const kinds = FINDERS.flat().map(({ kind }) => kind);
  const order = (kind: string) =>
    FINDERS.findIndex((finders) => finders.some((finder) => finder.kind === kind));

  it("has every kind once", () => {
    assert.equal(new Set(kinds).size, kinds.length);
  });

  it("goes from what uses others to what is used", () => {
    const chains = [
      "Auto Scaling group, instance, network interface, volume, image (AMI), snapshot",
      "load balancer, target group, security group, subnet, route table, VPC",
      "NAT gateway, Elastic IP, subnet, internet gateway, VPC",
      "database, database subnet group, subnet",
      "IAM user, IAM group",
      "instance, instance profile, IAM role",
      "instance, key pair",
    ];
    for (const chain of chains) {
      const orders = chain.split(", ").map(order);
      assert.ok(!orders.includes(-1), chain);
      assert.deepEqual(
        orders,
        [...orders].sort((a, b) => a - b),
        chain,
      );
    }
  });
});
