import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { AwsCalls } from "../../support/engine/aws-calls.ts";
import { ACCOUNT } from "../../support/engine/emulated-aws.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { RemoteClass } from "./remote-class.ts";

const UP = ["up", "--yes", "--stack", "dev", "--expires", "8h"];
const DELETE = ["leftovers", "--stack", "dev", "--delete", "--yes", "aws-class"];

/** What lies in the account, by the calls that show it. */
const SHOWN = {
  "ec2.describe_vpcs": "Vpcs[?!IsDefault].VpcId",
  "s3.list_buckets": "Buckets[].Name",
  "route53.list_hosted_zones": "HostedZones[].Name",
  "iam.list_roles": "Roles[].RoleName",
  "logs.describe_log_groups": "logGroups[].logGroupName",
  "cloudfront.list_distributions": "DistributionList.Items[].Id",
} as const;

describe("a class in an account with others, whose students may tag,", function () {
  this.timeout("10m");
  inOrder();
  let stack: RemoteClass;
  let calls: AwsCalls;
  let foreign: Record<string, unknown>;
  let classId: string;

  before(async () => {
    stack = await RemoteClass.start({ "class:labs": { "s3-bucket": true } });
    calls = await AwsCalls.start(stack.emulator.endpoint);
    stack.pulumi("stack", "init", "dev");
    stack.classroom("id", "--stack", "dev");
    await makeForeign();
    foreign = await shown();
    stack.classroom(...UP);
    const own = stack.pulumi("stack", "output", "class", "--json", "--stack", "dev");
    ({ id: classId } = JSON.parse(own) as { id: string });
  });
  after(async () => {
    await calls.stop();
    await stack.stop();
  });

  const record = () => path.join(stack.folder, "state/.aws-class/dev/record.json");
  async function shown(): Promise<Record<string, unknown>> {
    const all: [string, unknown][] = [];
    for (const [call, query] of Object.entries(SHOWN))
      all.push([call, await calls.call(call as `${string}.${string}`, {}, query)]);
    return Object.fromEntries(all);
  }

  /** What others have: one of each kind. */
  async function makeForeign(): Promise<void> {
    await calls.call("ec2.create_vpc", { CidrBlock: "10.99.0.0/16" });
    const CreateBucketConfiguration = { LocationConstraint: "ap-northeast-2" };
    await calls.call("s3.create_bucket", { Bucket: "school-grades", CreateBucketConfiguration });
    await calls.call("s3.put_object", { Bucket: "school-grades", Key: "2026.csv", Body: "1" });
    await calls.call("route53.create_hosted_zone", { Name: "school.test", CallerReference: "1" });
    const AssumeRolePolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement: [] });
    await calls.call("iam.create_role", { RoleName: "school", AssumeRolePolicyDocument });
    await calls.call("logs.create_log_group", { logGroupName: "/school" });
    const [Id, DomainName] = ["o", "school-grades.s3.amazonaws.com"];
    const Items = [{ Id, DomainName, S3OriginConfig: { OriginAccessIdentity: "" } }];
    const ForwardedValues = { QueryString: false, Cookies: { Forward: "none" } };
    const cache = { TargetOriginId: Id, ViewerProtocolPolicy: "allow-all", MinTTL: 0 };
    const DistributionConfig = {
      ...{ CallerReference: "1", Comment: "", Enabled: true, Origins: { Quantity: 1, Items } },
      DefaultCacheBehavior: { ...cache, ForwardedValues },
    };
    await calls.call("cloudfront.create_distribution", { DistributionConfig });
  }

  /** A student copies the class's tags to all of it. */
  async function copyTags(): Promise<void> {
    const tags = Object.entries({ "class-id": classId, class: "aws-class", environment: "dev" });
    const Tags = tags.map(([Key, Value]) => ({ Key, Value }));
    const [vpc] = foreign["ec2.describe_vpcs"] as [string];
    await calls.call("ec2.create_tags", { Resources: [vpc], Tags });
    await calls.call("s3.put_bucket_tagging", {
      Bucket: "school-grades",
      Tagging: { TagSet: Tags },
    });
    const zone = await calls.call("route53.list_hosted_zones", {}, "HostedZones[0].Id");
    await calls.call("route53.change_tags_for_resource", {
      ResourceType: "hostedzone",
      ResourceId: String(zone).replace("/hostedzone/", ""),
      AddTags: Tags,
    });
    await calls.call("iam.tag_role", { RoleName: "school", Tags });
    await calls.call("logs.tag_log_group", {
      logGroupName: "/school",
      tags: Object.fromEntries(tags),
    });
    const Resource = await calls.call(
      "cloudfront.list_distributions",
      {},
      "DistributionList.Items[0].ARN",
    );
    await calls.call("cloudfront.tag_resource", { Resource, Tags: { Items: Tags } });
  }

  it("is not deleted from under an up that runs", async () => {
    const up = stack.start("up", "--yes", "--stack", "dev", "--expires", "9h");
    const ended = new Promise<number | null>((resolve) => up.once("exit", resolve));
    up.stdout.resume();
    up.stderr.resume();
    const { status, stdout, stderr } = stack.call(...DELETE);
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout + stderr, /is still running \(\d+ resources\)/);
    assert.equal(await ended, 0);
    assert.match(stack.classroom("check", "--stack", "dev"), /^Nothing failed: 4 passed/m);
  });

  it("is not searched by a record that says another account", () => {
    const whole = readFileSync(record(), "utf8");
    assert.ok(whole.includes(ACCOUNT));
    writeFileSync(record(), whole.replaceAll(ACCOUNT, "999999999999"));
    for (const args of [["down", "--yes", "--stack", "dev"], DELETE]) {
      const { status, stderr } = stack.call(...args);
      assert.equal(status, 4, stderr);
      assert.match(stderr, /record of stack dev is of account 999999999999.*Nothing was done/);
    }
    writeFileSync(record(), whole);
  });

  it("goes down alone, whatever has the class's tags, and in whatever region its settings are by now", async () => {
    await copyTags();
    const moved = stack.settings.replace(/("aws:region": )"[^"]*"/, `$1"us-west-2"`);
    assert.notEqual(moved, stack.settings);
    stack.settings = moved;
    const { status, stdout, stderr } = stack.call("down", "--yes", "--stack", "dev");
    assert.equal(status, 1, stdout + stderr);
    assert.match(stdout, /^Not clean: \d+ left over\.$/m);
    assert.doesNotMatch(stdout, /Nothing is left/);
    assert.deepEqual(await shown(), foreign);
    const { resources = [] } = (
      JSON.parse(stack.pulumi("stack", "export", "--stack", "dev")) as {
        deployment: { resources?: unknown[] };
      }
    ).deployment;
    assert.deepEqual(resources.length, 0);
  });

  it("shows what only tags assign to it, or what is older, and deletes none of it", async () => {
    const { status, stdout } = stack.call(...DELETE);
    assert.equal(status, 1, stdout);
    for (const kind of ["VPC", "hosted zone", "CloudFront distribution"])
      assert.match(stdout, new RegExp(`Not certain[\\s\\S]*${kind}`));
    for (const name of ["school-grades", "school", "/school"])
      assert.match(stdout, new RegExp(`${name} [\\s\\S]*tagged`));
    assert.deepEqual(await shown(), foreign);
    assert.equal(
      await calls.call("s3.list_objects_v2", { Bucket: "school-grades" }, "KeyCount"),
      1,
    );
  });

  it("deletes none of it for a list that was not shown, or another account", async () => {
    for (const uncertain of [`${ACCOUNT}:99:00000000`, "999999999999:3:00000000"]) {
      const { status, stderr } = stack.call(...DELETE, "--uncertain", uncertain);
      assert.equal(status, 1);
      assert.match(stderr, /does not confirm the resources that are not certain now/);
    }
    assert.deepEqual(await shown(), foreign);
  });

  it("does not take a tag in other letters, or with a space, for its own", async () => {
    const [vpc] = foreign["ec2.describe_vpcs"] as [string];
    for (const Value of [classId.toUpperCase(), `${classId} `]) {
      const Tags = [{ Key: "class-id", Value }];
      await calls.call("ec2.create_tags", { Resources: [vpc], Tags });
      const { status, stdout } = stack.call("leftovers", "--stack", "dev");
      assert.equal(status, 1);
      assert.match(stdout, /school-grades/); // its tags are still copied
      assert.doesNotMatch(stdout, /^VPC/m);
    }
  });
});
