import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { WebTier, type WebTierArgs } from "../../../components/web/web-tier.ts";
import { inputsOf, only, record, run } from "../../support/mocks.ts";
import { base, blueGreen, INSTANCE, named, TARGET_GROUP, tier } from "./web-tier-support.ts";

const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

/** What is not compared of a resource of `type`. */
async function ignored(type: string): Promise<string[] | undefined> {
  let found: string[] | undefined;
  const look: pulumi.ResourceTransformation = ({ type: seen, opts }) => {
    if (seen === type) found = opts.ignoreChanges;
    return undefined;
  };
  await record(() => new WebTier("site", base, { transformations: [look] }));
  return found;
}

describe("WebTier", () => {
  describe("target group", () => {
    const settings = async (args: Partial<WebTierArgs>) =>
      only(await tier(args), TARGET_GROUP).inputs;

    it("checks quickly, as a class has no time to wait", async () => {
      const { healthCheck, deregistrationDelay } = await settings({});
      assert.deepEqual(healthCheck, {
        ...{ path: "/", matcher: "200", healthyThreshold: 2, unhealthyThreshold: 2 },
        ...{ interval: 10, timeout: 5 },
      });
      assert.equal(deregistrationDelay, 30);
    });

    it("takes another health check in part", async () => {
      const { healthCheck } = await settings({
        healthCheck: { path: "/health", intervalSeconds: 30, matcher: "200-299" },
      });
      assert.deepEqual(healthCheck, {
        ...{ path: "/health", matcher: "200-299", healthyThreshold: 2, unhealthyThreshold: 2 },
        ...{ interval: 30, timeout: 5 },
      });
    });

    it("keeps a visitor with one server for as long as asked, and says when not", async () => {
      const on = await settings({ stickinessSeconds: 60 });
      assert.deepEqual(on.stickiness, { type: "lb_cookie", enabled: true, cookieDuration: 60 });
      assert.deepEqual((await settings({})).stickiness, { type: "lb_cookie", enabled: false });
    });

    it("takes another deregistration delay", async () => {
      assert.equal((await settings({ deregistrationDelaySeconds: 0 })).deregistrationDelay, 0);
    });

    it("leaves its name to Pulumi, so that a replacement finds one that is free", async () => {
      assert.equal("name" in (await settings({})), false);
    });
  });

  describe("network", () => {
    it("lets the servers be asked by the load balancer only", async () => {
      const resources = await tier();
      const inputs = named(resources, INGRESS, "site-http");
      assert.equal(inputs.fromPort, 80);
      assert.equal(inputs.referencedSecurityGroupId, "site-id");
      assert.equal("cidrIpv4" in inputs, false);
    });

    it("lets the load balancer talk to the servers only", async () => {
      const inputs = named(await tier(), EGRESS, "site-to-servers");
      assert.equal(inputs.fromPort, 80);
      assert.equal("cidrIpv4" in inputs, false);
    });

    it("puts the servers beside the load balancer with public addresses, as there may be no NAT", async () => {
      const inputs = named(await tier(), INSTANCE, "site-one");
      assert.equal(inputs.associatePublicIpAddress, true);
    });

    it("puts the servers into subnets of their own without public addresses", async () => {
      const resources = await tier({ instanceSubnetIds: ["private-a", "private-c"] });
      const inputs = named(resources, INSTANCE, "site-two");
      assert.equal(inputs.subnetId, "private-c");
      assert.equal(inputs.associatePublicIpAddress, false);
      const balancer = only(resources, "aws:lb/loadBalancer:LoadBalancer").inputs;
      assert.deepEqual(balancer.subnets, ["subnet-a", "subnet-c"]);
    });
  });

  it("keeps a server when AWS publishes a new image, or when it is stopped", async () => {
    assert.deepEqual(await ignored(INSTANCE), ["ami", "associatePublicIpAddress"]);
  });

  it("passes the instance type on", async () => {
    const inputs = named(await tier({ instanceType: "t3.small" }), INSTANCE, "site-one");
    assert.equal(inputs.instanceType, "t3.small");
  });

  it("gives programs on the servers the rights they are to have", async () => {
    const resources = await tier({ inlinePolicies: { bundle: "{}" } });
    const policies = inputsOf(resources, "aws:iam/rolePolicy:RolePolicy", "policy");
    assert.equal(policies["site-bundle"], "{}");
  });

  it("gives what others need to find it, watch it and shift its load", async () => {
    const { result } = await run(() => {
      const site = new WebTier("site", { ...base, ...blueGreen("blue") });
      const { url, zoneId, loadBalancerArnSuffix, targetGroupArnSuffixes } = site;
      return { url, zoneId, loadBalancerArnSuffix, targetGroupArnSuffixes };
    });
    assert.deepEqual(result, {
      url: "http://site.elb.example.com",
      zoneId: "Z0ELB",
      loadBalancerArnSuffix: "app/site/0",
      targetGroupArnSuffixes: {
        blue: "targetgroup/site-blue/0",
        green: "targetgroup/site-green/0",
      },
    });
  });

  const mistakes: [Partial<WebTierArgs>, RegExp][] = [
    [{ subnetIds: ["subnet-a"] }, /two zones or more, but subnetIds has 1/],
    [{ allowedCidrs: ["10.0.0.1/8"] }, /did you mean 10\.0\.0\.0\/8/],
    [{ stickinessSeconds: 604_801 }, /stickinessSeconds is 604801/],
    [{ deregistrationDelaySeconds: -1 }, /deregistrationDelaySeconds is -1/],
    [{ healthCheck: { path: "health" } }, /path "health" must start with "\/"/],
    [{ healthCheck: { timeoutSeconds: 10 } }, /timeoutSeconds 10 must be less than .* 10/],
    [{ healthCheck: { healthyThreshold: 1 } }, /healthyThreshold is 1; .* from 2 to 10/],
    [{ fleet: { kind: "instances", pages: {} } }, /pages is empty/],
    [{ fleet: { kind: "autoScaling" } }, /site needs either a page or userData, and has neither/],
    [blueGreen("blue", { greenWeight: 101 }), /greenWeight is 101; .* from 0 to 100/],
    [blueGreen("blue", { greenWeight: 12.5 }), /greenWeight is 12\.5/],
    [
      blueGreen("blue", { green: { page: "v2", min: 3, desired: 2 } }),
      /site-green: desired 2 must be from min 3 to max 2/,
    ],
  ];
  for (const [args, message] of mistakes)
    it(`refuses ${JSON.stringify(args)} before it makes anything`, async () => {
      const resources = await record(() => {
        assert.throws(() => new WebTier("site", { ...base, ...args }), message);
      });
      assert.deepEqual(
        resources.map(({ type }) => type).filter((type) => type.startsWith("aws:")),
        [],
      );
    });

  it("refuses a name too long for target groups", () => {
    assert.throws(
      () => new WebTier("a-site-with-a-long-name", { ...base, ...blueGreen("blue") }),
      /"a-site-with-a-long-name-blue" has 28 characters, more than the 24/,
    );
  });
});
