import assert from "node:assert/strict";
import { blueGreen } from "../../labs/blue-green/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { inputsOf, only, type Recorded } from "../support/mocks.ts";

const LISTENER = "aws:lb/listener:Listener";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

const made = async (settings = {}) => (await recordLab(blueGreen, settings)).resources;

/** Blue's and green's share as the listener has them. */
async function shares(settings = {}): Promise<unknown[]> {
  const { defaultActions } = only(await made(settings), LISTENER).inputs;
  const [action] = defaultActions as { forward: { targetGroups: { weight: number }[] } }[];
  return action?.forward.targetGroups.map(({ weight }) => weight) ?? [];
}

/** Types of the resources whose inputs differ between two settings. */
async function changed(from: object, to: object): Promise<string[]> {
  const inputs = (resources: Recorded[]) =>
    new Map(resources.map(({ type, name, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));
  const [before, after] = [inputs(await made(from)), inputs(await made(to))];
  assert.deepEqual([...after.keys()].sort(), [...before.keys()].sort());
  return [...after].filter(([key, value]) => before.get(key) !== value).map(([key]) => key);
}

describe("lab blue-green", () => {
  it("is two groups and two target groups behind one load balancer", async () => {
    const counts = inventory(await made());
    assert.equal(counts["aws:autoscaling/group:Group"], 2);
    assert.equal(counts["aws:lb/targetGroup:TargetGroup"], 2);
    assert.equal(counts["aws:lb/loadBalancer:LoadBalancer"], 1);
  });

  it("sends everybody to the live color", async () => {
    assert.deepEqual(await shares(), [100, 0]);
    assert.deepEqual(await shares({ live: "green" }), [0, 100]);
  });

  it("sends green its weight", async () => {
    assert.deepEqual(await shares({ greenWeight: 10 }), [90, 10]);
  });

  for (const change of [{ live: "green" }, { greenWeight: 10 }])
    it(`changes only the listener for ${JSON.stringify(change)}, and back`, async () => {
      assert.deepEqual(await changed({}, change), [`${LISTENER} blue-green-http`]);
      assert.deepEqual(await changed(change, {}), [`${LISTENER} blue-green-http`]);
    });

  it("changes only green's servers with green's version", async () => {
    assert.deepEqual(await changed({}, { greenVersion: "v3" }), [`${TEMPLATE} blue-green-green`]);
  });

  it("shows its version on each color's page", async () => {
    const data = inputsOf(
      await made({ blueVersion: "v8", greenVersion: "v9" }),
      TEMPLATE,
      "userData",
    );
    const text = (name: string) => Buffer.from(String(data[name]), "base64").toString();
    assert.match(text("blue-green-blue"), /<title>v8</);
    assert.match(text("blue-green-green"), /<title>v9</);
  });

  it("reads out who gets which share", async () => {
    const { outputs } = await recordLab(blueGreen, { greenWeight: 25 });
    assert.deepEqual(outputs.share, { blue: "75 %, v1", green: "25 %, v2" });
    assert.match(String(outputs.url), /^http:\/\/blue-green\./);
    assert.match(String(outputs.weights), /--listener-arns arn:/);
  });

  it("refuses a weight that is no share, and a third color", () => {
    for (const settings of [{ greenWeight: 101 }, { greenWeight: -1 }, { live: "red" }])
      assert.equal(blueGreen.settings.safeParse(settings).success, false);
  });
});
