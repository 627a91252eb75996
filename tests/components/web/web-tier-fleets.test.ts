import assert from "node:assert/strict";
import { WebTier, type WebTierArgs } from "../../../components/web/web-tier.ts";
import { ofType, only, type Recorded, run } from "../../support/mocks.ts";
import { base, blueGreen, INSTANCE, named, TARGET_GROUP, tier } from "./web-tier-support.ts";

const GROUP = "aws:autoscaling/group:Group";
const LISTENER = "aws:lb/listener:Listener";

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
});
