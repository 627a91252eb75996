import assert from "node:assert/strict";
import { backCommands, inPlaceDeploy } from "../../labs/in-place-deploy/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { inputsOf, only } from "../support/mocks.ts";

const GROUP = "aws:autoscaling/group:Group";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

const made = async (settings = {}) => (await recordLab(inPlaceDeploy, settings)).resources;

describe("lab in-place-deploy", () => {
  it("is one group of two servers behind a load balancer", async () => {
    const resources = await made();
    const counts = inventory(resources);
    assert.deepEqual([counts[GROUP], counts["aws:lb/loadBalancer:LoadBalancer"]], [1, 1]);
    const { minSize, maxSize } = only(resources, GROUP).inputs;
    assert.deepEqual([minSize, maxSize], [2, 2]);
  });

  it("replaces servers one by one", async () => {
    const { instanceRefresh } = only(await made(), GROUP).inputs;
    assert.deepEqual(instanceRefresh, {
      strategy: "Rolling",
      preferences: { minHealthyPercentage: 50, maxHealthyPercentage: 100 },
    });
  });

  it("launches before it terminates where all must stay in service", async () => {
    const { instanceRefresh } = only(await made({ minHealthyPercentage: 100 }), GROUP).inputs;
    assert.deepEqual((instanceRefresh as { preferences: unknown }).preferences, {
      minHealthyPercentage: 100,
      maxHealthyPercentage: 110,
    });
  });

  it("changes the servers, and nothing else, with the version", async () => {
    const [before, after] = [await made(), await made({ version: "v2" })];
    const changed = after.filter(({ inputs }, at) => {
      return JSON.stringify(inputs) !== JSON.stringify(before[at]?.inputs);
    });
    assert.deepEqual(
      changed.map(({ type }) => type),
      [TEMPLATE],
    );
  });

  it("shows the version on the page", async () => {
    const [userData] = Object.values(inputsOf(await made({ version: "v7" }), TEMPLATE, "userData"));
    assert.match(Buffer.from(String(userData), "base64").toString(), /<title>v7<\/title>/);
  });

  it("gives the URL, the version, and how to follow the change", async () => {
    const { outputs } = await recordLab(inPlaceDeploy, { version: "v2" });
    assert.match(String(outputs.url), /^http:\/\/in-place-deploy\./);
    assert.equal(outputs.version, "v2");
    assert.match(String(outputs.watch), /curl .* http:\/\/in-place-deploy\./);
    assert.match(String(outputs.refreshes), /--auto-scaling-group-name in-place-deploy$/);
  });

  // They are run in tests/integration/emulator/ec2/failed-refresh.test.ts.
  it("goes back to the version before a failed refresh by commands", () => {
    assert.deepEqual(backCommands("web", { id: "lt-1", version: 2 }), [
      "aws autoscaling cancel-instance-refresh --auto-scaling-group-name web",
      "while aws autoscaling describe-instance-refreshes --auto-scaling-group-name web --query 'InstanceRefreshes[].Status' --output text | grep -E 'Pending|Progress|Cancelling|Baking'; do sleep 5; done",
      "aws autoscaling start-instance-refresh --auto-scaling-group-name web --desired-configuration 'LaunchTemplate={LaunchTemplateId=lt-1,Version=1}'",
    ]);
  });

  it("has nothing to go back to before the first deployment of another version", async () => {
    assert.deepEqual((await recordLab(inPlaceDeploy)).outputs.goBack, []);
  });

  it("refuses a version that is none", () => {
    for (const version of ["", "v 2", "<b>", "x".repeat(21)])
      assert.equal(inPlaceDeploy.settings.safeParse({ version }).success, false, version);
  });
});
