import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import type { BlueGreenFleet } from "../../../components/web/fleet.ts";
import { WebTier, type WebTierArgs } from "../../../components/web/web-tier.ts";
import { ofType, only, record, type Recorded, run } from "../../support/mocks.ts";

const GROUP = "aws:autoscaling/group:Group";
const INSTANCE = "aws:ec2/instance:Instance";
const LISTENER = "aws:lb/listener:Listener";
const TARGET_GROUP = "aws:lb/targetGroup:TargetGroup";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";

const base: WebTierArgs = {
  vpcId: "vpc-1",
  subnetIds: ["subnet-a", "subnet-c"],
  fleet: { kind: "instances", pages: { one: "<h1>1</h1>", two: "<h1>2</h1>" } },
};

const tier = (args: Partial<WebTierArgs> = {}): Promise<Recorded[]> =>
  record(() => new WebTier("site", { ...base, ...args }));

const blueGreen = (
  live: "blue" | "green",
  settings: Partial<BlueGreenFleet> = {},
): Pick<WebTierArgs, "fleet"> => ({
  fleet: { kind: "blueGreen", live, blue: { page: "v1" }, green: { page: "v2" }, ...settings },
});

const named = (resources: Recorded[], type: string, name: string): Record<string, unknown> =>
  only(
    resources.filter((resource) => resource.name === name),
    type,
  ).inputs;

const names = (resources: Recorded[], type: string): string[] =>
  ofType(resources, type).map(({ name }) => name);

/** Share of the requests by target group. */
function weights(resources: Recorded[]): Record<string, number> {
  const [action] = only(resources, LISTENER).inputs.defaultActions as {
    forward: { targetGroups: { arn: string; weight: number }[] };
  }[];
  const shares = action?.forward.targetGroups ?? [];
  return Object.fromEntries(
    shares.map(({ arn, weight }) => [arn.slice(arn.lastIndexOf("/") + 1), weight]),
  );
}

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
  describe("with fixed instances", () => {
    it("launches a server for each page, spread over the subnets", async () => {
      const servers = ofType(await tier(), INSTANCE);
      assert.deepEqual(
        servers.map(({ name, inputs }) => [name, inputs.subnetId]),
        [
          ["site-one", "subnet-a"],
          ["site-two", "subnet-c"],
        ],
      );
    });

    it("registers each server with the one target group", async () => {
      const resources = await tier();
      const attachments = ofType(resources, "aws:lb/targetGroupAttachment:TargetGroupAttachment");
      assert.deepEqual(
        attachments.map(({ inputs }) => inputs.targetId),
        ["site-one-id", "site-two-id"],
      );
      assert.deepEqual(names(resources, TARGET_GROUP), ["site"]);
    });

    it("leaves the others alone when a server is appended", async () => {
      const pages = { one: "<h1>1</h1>", two: "<h1>2</h1>", three: "<h1>3</h1>" };
      const [before, after] = [await tier(), await tier({ fleet: { kind: "instances", pages } })];
      for (const name of ["site-one", "site-two"])
        assert.deepEqual(named(after, INSTANCE, name), named(before, INSTANCE, name));
    });

    it("replaces a server whose page changes", async () => {
      const { userDataReplaceOnChange } = named(await tier(), INSTANCE, "site-one");
      assert.equal(userDataReplaceOnChange, true);
    });

    it("wants IMDSv2, an encrypted volume, a role, and tags on both", async () => {
      const inputs = named(await tier({ tags: { lab: "x" } }), INSTANCE, "site-one");
      const tags = { lab: "x", Name: "site-one" };
      assert.deepEqual(inputs.metadataOptions, {
        httpEndpoint: "enabled",
        httpTokens: "required",
        httpPutResponseHopLimit: 1,
      });
      assert.deepEqual(inputs.rootBlockDevice, {
        volumeType: "gp3",
        volumeSize: 8,
        encrypted: true,
        tags,
      });
      assert.deepEqual(inputs.tags, tags);
      assert.equal(typeof inputs.iamInstanceProfile, "string");
    });

    it("gives the instances' ids by the pages' names", async () => {
      const { result } = await run(() => new WebTier("site", base).instanceIds);
      assert.deepEqual(result, { one: "site-one-id", two: "site-two-id" });
    });
  });

  describe("with an Auto Scaling group", () => {
    const fleet = { kind: "autoScaling", page: "v1", min: 2, max: 4 } as const;

    it("puts the group behind the target group, whose health check then counts", async () => {
      const { inputs } = only(await tier({ fleet }), GROUP);
      assert.equal((inputs.targetGroupArns as string[]).length, 1);
      assert.equal(inputs.healthCheckType, "ELB");
      assert.equal(inputs.maxSize, 4);
    });

    it("gives the group's name and no instances", async () => {
      const { result } = await run(() => {
        const { groupNames, instanceIds } = new WebTier("site", { ...base, fleet });
        return { groupNames, instanceIds };
      });
      assert.deepEqual(result, { groupNames: { web: "site" }, instanceIds: {} });
    });
  });

  describe("with a blue and a green group", () => {
    it("sends everything to the live color, and keeps the other one checked and ready", async () => {
      assert.deepEqual(weights(await tier(blueGreen("blue"))), {
        "site-blue": 100,
        "site-green": 0,
      });
      assert.deepEqual(weights(await tier(blueGreen("green"))), {
        "site-blue": 0,
        "site-green": 100,
      });
    });

    it("shares the requests as greenWeight says", async () => {
      const resources = await tier(blueGreen("blue", { greenWeight: 20 }));
      assert.deepEqual(weights(resources), { "site-blue": 80, "site-green": 20 });
    });

    it("changes the listener and nothing else when the colors change places", async () => {
      const inputs = async (args: Partial<WebTierArgs>) =>
        new Map((await tier(args)).map((r) => [`${r.type} ${r.name}`, JSON.stringify(r.inputs)]));
      const before = await inputs(blueGreen("blue"));
      for (const args of [blueGreen("green"), blueGreen("blue", { greenWeight: 50 })]) {
        const after = await inputs(args);
        const changed = [...after.keys()].filter((key) => after.get(key) !== before.get(key));
        assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
        assert.deepEqual(changed, [`${LISTENER} site-http`]);
      }
    });

    it("makes a group and a target group for each color", async () => {
      const resources = await tier(blueGreen("blue"));
      assert.deepEqual(names(resources, GROUP), ["site-blue", "site-green"]);
      assert.deepEqual(names(resources, TARGET_GROUP), ["site-blue", "site-green"]);
    });

    it("lets each color have its own size", async () => {
      const resources = await tier(blueGreen("blue", { green: { page: "v2", min: 3 } }));
      assert.equal(named(resources, GROUP, "site-blue").minSize, 1);
      assert.equal(named(resources, GROUP, "site-green").minSize, 3);
    });

    it("makes visitors stay with a color too, when they stay with a server", async () => {
      const resources = await tier({ ...blueGreen("blue"), stickinessSeconds: 60 });
      const [action] = only(resources, LISTENER).inputs.defaultActions as {
        forward: { stickiness?: unknown };
      }[];
      assert.deepEqual(action?.forward.stickiness, { enabled: true, duration: 60 });
    });
  });

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
    assert.equal(ofType(resources, "aws:iam/rolePolicy:RolePolicy").length, 1);
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
      /site-green: desired 2 must lie between min 3 and max 2/,
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
      /"a-site-with-a-long-name-blue" has 28 characters, .* room for 24/,
    );
  });
});
