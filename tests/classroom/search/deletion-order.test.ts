import assert from "node:assert/strict";
import type { Finder } from "../../../aws/contract/finder.ts";
import { services } from "../../../aws/services.ts";
import { deletionOrder } from "../../../classroom/search/deletion-order.ts";

/** What has to go before what, by AWS's own rules, or because it would be made again. */
const CHAINS = [
  "Auto Scaling group, instance, network interface, security group, VPC",
  "CloudFormation stack, instance, security group",
  "Beanstalk environment, instance",
  "Beanstalk environment, Beanstalk application",
  "Auto Scaling group, instance, volume, snapshot",
  "instance, launch template, image (AMI), snapshot",
  "Auto Scaling group, load balancer, target group",
  "load balancer, network interface, subnet, route table, VPC",
  "NAT gateway, Elastic IP, internet gateway, VPC",
  "NAT gateway, network interface, subnet, network ACL, VPC",
  "VPC endpoint, network interface",
  "VPC endpoint, network interface, security group",
  "VPC peering, VPC",
  "flow log, log group",
  "database, database cluster, database subnet group, subnet",
  "database cluster, database cluster snapshot",
  "classic load balancer, network interface",
  "database, database parameter group",
  "database, database snapshot",
  "database, database backup",
  "database, network interface",
  "file system (EFS), network interface, subnet",
  "CloudFront distribution, CloudFront origin access control",
  "CloudFront distribution, bucket",
  "IAM user, IAM group, IAM policy",
  "instance, instance profile, IAM role",
  "CodeDeploy application, IAM role",
  "instance, key pair",
  "Auto Scaling group, alarm, topic (SNS)",
];

/** The ranks in which kinds were deleted until each finder said itself what goes before; keys, schedule groups, policies, classic load balancers and clusters have come since. */
const FORMER_RANKS = [
  "CloudFormation stack, Beanstalk environment, CodeDeploy application, Auto Scaling group",
  "instance, load balancer, classic load balancer, NAT gateway, database, file system (EFS), CloudFront distribution, VPC endpoint",
  "target group, database cluster, Beanstalk application, launch template, flow log, VPC peering",
  "EC2 Instance Connect Endpoint, transit gateway attachment, VPN connection, egress-only internet gateway",
  "network interface",
  "volume",
  "image (AMI)",
  "snapshot, database snapshot, database cluster snapshot, database backup",
  "Elastic IP, database subnet group, database parameter group, CloudFront origin access control, CloudFront response headers policy",
  "security group",
  "subnet",
  "route table, network ACL, internet gateway, carrier gateway, VPN gateway",
  "VPC",
  "table (DynamoDB), bucket, hosted zone, alarm, dashboard, topic (SNS), log group, budget, key pair, schedule group",
  "IAM user, instance profile",
  "IAM group, IAM role, KMS key",
  "IAM policy",
].map((kinds) => kinds.split(", "));

const finder = (kind: string, after: readonly string[] = []): Finder => ({
  kind,
  types: [kind],
  arns: [],
  after,
  find: () => Promise.resolve([]),
});

const kindsIn = (ranks: readonly (readonly Finder[])[]): string[][] =>
  ranks.map((finders) => finders.map(({ kind }) => kind).sort());

describe("the order of deletion", () => {
  it("has what waits for nothing first, and the rest as early as it may be", () => {
    const finders = [
      finder("vpc", ["subnet", "table"]),
      finder("table"),
      finder("subnet", ["eni"]),
    ];
    const ranks = [["eni", "table"], ["subnet"], ["vpc"]];
    assert.deepEqual(kindsIn(deletionOrder([...finders, finder("eni")])), ranks);
    assert.deepEqual(kindsIn(deletionOrder([finder("eni"), ...finders.toReversed()])), ranks);
  });

  it("does not exist for finders that wait for each other", () => {
    const circle = [finder("a", ["b"]), finder("b", ["a"]), finder("c")];
    assert.throws(() => deletionOrder(circle), /these wait for each other: a, b$/);
  });

  it("does not exist for a finder that waits for what nobody finds", () => {
    assert.throws(() => deletionOrder([finder("a", ["b"])]), /a is deleted after b, which no/);
  });
});

describe("the order of deletion of all services", () => {
  let finders: readonly Finder[];
  let ranks: readonly (readonly Finder[])[];
  before(async () => {
    finders = (await services()).flatMap((service) => service.finders ?? []);
    ranks = deletionOrder(finders);
  });
  const rankOf = (kind: string): number => {
    const rank = ranks.findIndex((its) => its.some((each) => each.kind === kind));
    assert.notEqual(rank, -1, `there is no finder of ${kind}`);
    return rank;
  };
  const formerRankOf = (kind: string): number =>
    FORMER_RANKS.findIndex((kinds) => kinds.includes(kind));
  /** All that goes before, and what that waits for. */
  const earlierThan = (each: Finder): Finder[] => {
    const direct = finders.filter(({ types }) => types.some((type) => each.after.includes(type)));
    return [...direct, ...direct.flatMap(earlierThan)];
  };

  it("has every kind once, and each type is found by one finder", () => {
    const kinds = finders.map(({ kind }) => kind);
    const types = finders.flatMap((each) => each.types);
    assert.deepEqual(kinds.toSorted(), FORMER_RANKS.flat().toSorted());
    assert.equal(new Set(types).size, types.length);
  });

  it("respects what each finder says", () => {
    for (const each of finders)
      for (const { kind } of earlierThan(each))
        assert.ok(rankOf(kind) < rankOf(each.kind), `${kind} goes before ${each.kind}`);
  });

  for (const chain of CHAINS)
    it(`has ${chain}`, () => {
      const kinds = chain.split(", ");
      assert.deepEqual(
        kinds.map(rankOf),
        kinds.map(rankOf).toSorted((a, b) => a - b),
      );
      assert.equal(new Set(kinds.map(rankOf)).size, kinds.length, "each in a rank of its own");
    });

  it("contradicts nothing of the former ranks", () => {
    for (const each of finders)
      for (const { kind } of earlierThan(each))
        assert.ok(formerRankOf(kind) <= formerRankOf(each.kind), `${kind}, ${each.kind}`);
  });
});
