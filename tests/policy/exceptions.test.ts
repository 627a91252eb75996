import assert from "node:assert/strict";
import type { Resource } from "../../policy/resource.ts";
import { settingsIn } from "../../policy/settings.ts";
import { made, findings, resource } from "./support.ts";

const component = (type: string, props: Resource["props"], parent?: Resource) =>
  resource({ type, name: type, props }, parent);

describe("an exception", () => {
  const block = "s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
  const opened = (...above: readonly Resource[]) =>
    findings("no-public-bucket", [...above, made(block, {}, above.at(-1))]).at(0);

  it("is there for no violation by itself", () => {
    assert.equal(opened()?.exception, undefined);
  });

  it("is the reason that a component above the resource was given", () => {
    const bucket = component("class:site-bucket:SiteBucket", { publicReason: "sample pages" });
    const inner = component("class:inner:Inner", {}, bucket);
    assert.deepEqual(opened(bucket, inner)?.exception, {
      reason: "sample pages",
      from: "component",
    });
  });

  it("is not a blank reason", () => {
    const bucket = component("class:site-bucket:SiteBucket", { publicReason: " " });
    assert.equal(opened(bucket)?.exception, undefined);
  });

  it("is recorded for a lab, and for that lab alone", () => {
    const user = (lab: string) => {
      const group = component(`class:lab:${lab}`, {});
      return findings("no-iam-users", [group, made("iam/user:User", {}, group)]).at(0);
    };
    assert.equal(user("iam-users")?.exception?.from, "lab");
    assert.equal(user("linux-server")?.exception, undefined);
  });

  it("is in the stack's config", () => {
    const exceptions = { imdsv2: "an old agent of the school's needs version 1" };
    const [found] = findings("imdsv2", [made("ec2/instance:Instance", {})], { exceptions });
    assert.deepEqual(found?.exception, { reason: exceptions.imdsv2, from: "config" });
  });
});

describe("a finding", () => {
  it("names the resource, its lab, the fix and the environment's level", () => {
    const lab = component("class:lab:load-balancer", {});
    const listener = made(
      "lb/listener:Listener",
      { protocol: "HTTP", defaultActions: [{ type: "forward" }] },
      lab,
    );
    const [found] = findings("load-balancer-tls", [lab, listener], { environment: "dev" });
    assert.deepEqual(
      [found?.rule, found?.lab, found?.level],
      ["load-balancer-tls", "load-balancer", "advisory"],
    );
    assert.equal(found?.resource?.urn, listener.urn);
  });
});

describe("the settings of a policy pack", () => {
  const reason = "the school's network has no fixed address";

  it("are those of Pulumi.yaml where the stack says nothing", () => {
    const settings = settingsIn({
      "aws:region": "ap-northeast-2",
      "class:peerRegion": "ap-northeast-1",
      "class:environment": "local",
      "class:allowOpenAdmin": "",
      "class:policyExceptions": "{}",
      "class:policyLimits": "{}",
    });
    assert.deepEqual(settings.regions, ["ap-northeast-2", "ap-northeast-1", "us-east-1"]);
    assert.deepEqual([settings.environment, settings.exceptions], ["local", {}]);
    assert.equal(settings.limits.instances, 40);
  });

  it("take class:allowOpenAdmin for an exception, outside prod", () => {
    const of = (environment: string) =>
      settingsIn({ "class:environment": environment, "class:allowOpenAdmin": reason }).exceptions;
    assert.deepEqual(of("dev"), { "no-open-admin": reason });
    assert.deepEqual(of("prod"), {});
  });

  it("take the stack's exceptions and limits", () => {
    const settings = settingsIn({
      "class:policyExceptions": JSON.stringify({ imdsv2: reason }),
      "class:policyLimits": '{"instances":100}',
    });
    assert.equal(settings.exceptions.imdsv2, reason);
    assert.deepEqual([settings.limits.instances, settings.limits.instanceSize], [100, "large"]);
  });
});
