import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { WebGroup, type WebGroupArgs } from "../../../components/web/web-group.ts";
import { ignoredChanges, ofType, only, record, run } from "../../support/mocks.ts";
import { base, group, GROUP, make, template, TEMPLATE } from "./web-group-support.ts";

const POLICY = "aws:autoscaling/policy:Policy";
const NOTIFICATION = "aws:autoscaling/notification:Notification";

describe("WebGroup", () => {
  describe("size", () => {
    it("is one server when nothing is said", async () => {
      const { minSize, desiredCapacity, maxSize } = await group();
      assert.deepEqual([minSize, desiredCapacity, maxSize], [1, 1, 1]);
    });

    it("starts at the least and stays there until more is allowed", async () => {
      const { minSize, desiredCapacity, maxSize } = await group({ min: 2 });
      assert.deepEqual([minSize, desiredCapacity, maxSize], [2, 2, 2]);
    });

    it("is as asked", async () => {
      const { minSize, desiredCapacity, maxSize } = await group({ min: 1, desired: 2, max: 4 });
      assert.deepEqual([minSize, desiredCapacity, maxSize], [1, 2, 4]);
    });
  });

  describe("scaling", () => {
    it("keeps the average CPU near 50 %", async () => {
      const { inputs } = only(await make({ max: 3 }), POLICY);
      assert.equal(inputs.policyType, "TargetTrackingScaling");
      assert.deepEqual(inputs.targetTrackingConfiguration, {
        predefinedMetricSpecification: { predefinedMetricType: "ASGAverageCPUUtilization" },
        targetValue: 50,
      });
    });

    it("takes another target", async () => {
      const { inputs } = only(await make({ max: 3, cpuTargetPercent: 30 }), POLICY);
      const { targetValue } = inputs.targetTrackingConfiguration as { targetValue: number };
      assert.equal(targetValue, 30);
    });

    it("is left out where there is no room for it", async () => {
      assert.deepEqual(ofType(await make({ min: 2 }), POLICY), []);
    });

    it("sees load within minutes, by metrics of every minute", async () => {
      assert.deepEqual((await template()).monitoring, { enabled: true });
      const { monitoring } = await template({ detailedMonitoring: false });
      assert.deepEqual(monitoring, { enabled: false });
    });
  });

  describe("a new version", () => {
    it("starts a refresh, because the group names the version by number", async () => {
      assert.deepEqual((await group()).launchTemplate, { id: "web-id", version: "1" });
    });

    it("launches before it terminates, one by one, and promises no rollback: the provider moves the group first", async () => {
      assert.deepEqual((await group()).instanceRefresh, {
        strategy: "Rolling",
        preferences: { minHealthyPercentage: 100, maxHealthyPercentage: 110 },
      });
    });

    it("terminates first where a smaller share may stay in service", async () => {
      const inputs = await group({ minHealthyPercentage: 50 });
      const { preferences } = inputs.instanceRefresh as { preferences: unknown };
      assert.deepEqual(preferences, { minHealthyPercentage: 50, maxHealthyPercentage: 100 });
    });
  });

  it("leaves its target groups to a deployment tool where one has them", async () => {
    const args = { ...base, targetsByDeployment: true };
    const ignored = await ignoredChanges(GROUP, (opts) => new WebGroup("web", args, opts));
    assert.deepEqual(ignored, ["desiredCapacity", "targetGroupArns"]);
  });

  it("leaves to scaling how many servers there are, and keeps them when an image is new or tags change", async () => {
    const ignored: Record<string, string[] | undefined> = {};
    const look: pulumi.ResourceTransformation = ({ type, opts }) => {
      ignored[type] = opts.ignoreChanges;
      return undefined;
    };
    await record(() => new WebGroup("web", base, { transformations: [look] }));
    assert.deepEqual(ignored[GROUP], ["desiredCapacity"]);
    assert.deepEqual(ignored[TEMPLATE], ["imageId", "tagSpecifications"]);
  });

  it("tags servers, volumes and itself", async () => {
    const resources = await make({ tags: { lab: "x" } });
    const tags = { lab: "x", Name: "web" };
    assert.deepEqual(only(resources, TEMPLATE).inputs.tagSpecifications, [
      { resourceType: "instance", tags },
      { resourceType: "volume", tags },
    ]);
    assert.deepEqual(only(resources, GROUP).inputs.tags, [
      { key: "lab", value: "x", propagateAtLaunch: true },
      { key: "Name", value: "web", propagateAtLaunch: true },
    ]);
  });

  it("judges servers by EC2's check where no load balancer stands before them", async () => {
    const inputs = await group();
    assert.equal(inputs.healthCheckType, "EC2");
    assert.equal("targetGroupArns" in inputs, false);
  });

  it("judges servers by the target group's check", async () => {
    const inputs = await group({ targetGroupArn: "arn:web" });
    assert.equal(inputs.healthCheckType, "ELB");
    assert.deepEqual(inputs.targetGroupArns, ["arn:web"]);
  });

  it("gives servers time to install before it judges and counts them", async () => {
    const { healthCheckGracePeriod, defaultInstanceWarmup } = await group({ warmupSeconds: 60 });
    assert.deepEqual([healthCheckGracePeriod, defaultInstanceWarmup], [60, 60]);
  });

  it("tells a topic of launches and terminations, done or failed", async () => {
    const { inputs } = only(await make({ notificationTopicArn: "arn:topic" }), NOTIFICATION);
    assert.deepEqual(inputs.groupNames, ["web"]);
    assert.equal(inputs.topicArn, "arn:topic");
    assert.equal((inputs.notifications as string[]).length, 4);
  });

  it("tells nobody unless asked to", async () => {
    assert.deepEqual(ofType(await make(), NOTIFICATION), []);
  });

  it("gives its name and its version to read out", async () => {
    const { result } = await run(() => {
      const { groupName, launchTemplateVersion } = new WebGroup("web", base);
      return { groupName, launchTemplateVersion };
    });
    assert.deepEqual(result, { groupName: "web", launchTemplateVersion: 1 });
  });

  const mistakes: [Partial<WebGroupArgs>, RegExp][] = [
    [{ min: 3, desired: 2, max: 4 }, /web: desired 2 must be from min 3 to max 4/],
    [{ min: 1, desired: 5, max: 4 }, /desired 5 must be from min 1 to max 4/],
    [{ min: 2, max: 1 }, /desired 2 must be from min 2 to max 1/],
    [{ min: 0, max: 0 }, /max is 0; .* from 1 to 100/],
    [{ min: 1.5 }, /min is 1\.5/],
    [{ cpuTargetPercent: 0 }, /cpuTargetPercent is 0/],
    [{ minHealthyPercentage: 101 }, /minHealthyPercentage is 101/],
    [{ warmupSeconds: -1 }, /warmupSeconds is -1/],
    [{ page: "v1" }, /web needs either a page or userData, and has both/],
    [{ userData: undefined }, /web needs either a page or userData, and has neither/],
  ];
  for (const [args, message] of mistakes)
    it(`refuses ${JSON.stringify(args)}`, () => {
      assert.throws(() => new WebGroup("web", { ...base, ...args }), message);
    });
});
