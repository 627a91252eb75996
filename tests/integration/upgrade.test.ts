import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { ec2Client } from "../../aws/ec2/client.ts";
import { BUCKET_V2 } from "../../aws/s3/types.ts";
import { serviceTypes } from "../../aws/services.ts";
import { deployedResources } from "../../classroom/pulumi/deployed-class.ts";
import { releaseSingletons } from "../../classroom/stack/singletons.ts";
import type { Changes } from "../support/engine/engine-events.ts";
import {
  FIXTURES,
  keepable,
  releasedLabs,
  releasedSettings,
} from "../support/engine/released-state.ts";
import { TestStack } from "../support/engine/stack.ts";

const states = globSync("state-v*.json", { cwd: FIXTURES }).sort();

/** What a change would take away, or put something new in the place of, and must not: `operation type name`. */
const lost = (changes: Changes): string[] =>
  Object.entries(changes).flatMap(([operation, titles]) =>
    /replace|delete/.test(operation)
      ? titles.filter((title) => !RENAMED.includes(title)).map((title) => `${operation} ${title}`)
      : [],
  );

/**
 * What may be replaced, the new one made before the old one goes. The dashboard's name had only the stack's in it, which
 * two classes in one account may both have: the first to be destroyed took the other's dashboard with it.
 */
const RENAMED = ["aws:cloudwatch/dashboard:Dashboard cloudwatch-alarm"];

const ADDRESS = "aws:ec2/eip:Eip";

/**
 * The one thing that a preview looks up by its id is scale-up's Elastic IP: this emulator's takes its place.
 *
 * @returns the state
 */
async function withItsAddress(file: string, stack: TestStack): Promise<string> {
  const state = readFileSync(file, "utf8");
  const known = deployedResources(JSON.parse(state)).find(
    ({ type, group }) => type === ADDRESS && group === "scale-up",
  );
  assert.ok(known);
  const aws = new Aws({ region: "ap-northeast-2", env: stack.emulator.env });
  const ec2 = await aws.client(ec2Client);
  const { AllocationId = "" } = await ec2.allocateAddress({ Domain: "vpc" });
  return state.replaceAll(known.id, AllocationId);
}

/** What of a stack an account has one of. */
async function accountsOwn(stack: TestStack): Promise<DeployedResource[]> {
  const types = await serviceTypes();
  const resources = deployedResources(JSON.parse(await stack.export()));
  return resources.filter(({ type }) => types[type]?.ofAccount);
}

for (const name of states)
  describe(`a stack made by ${name.replace(/^state-|\.json$/g, "")}`, function () {
    this.timeout("5m");
    const file = path.join(FIXTURES, name);
    const labs = releasedLabs(
      JSON.parse(readFileSync(file, "utf8")) as Parameters<typeof releasedLabs>[0],
    );
    const settings = releasedSettings(labs);
    let stack: TestStack;
    before(async () => {
      stack = await TestStack.start();
      await stack.import(await withItsAddress(file, stack));
    });
    after(() => stack.stop());

    it("holds every lab of that release", () => {
      const resources = deployedResources(JSON.parse(readFileSync(file, "utf8")));
      const groups = new Set(resources.map(({ group }) => group));
      const missing = labs.filter((id) => !groups.has(id));
      assert.deepEqual(missing, ["load-test"]); // it makes no resources
    });

    it("holds data of every kind that is protected", async () => {
      const resources = deployedResources(JSON.parse(readFileSync(file, "utf8")));
      const types = new Set(resources.map(({ type }) => type));
      const precious = Object.entries(await serviceTypes()).filter(
        ([, { holdsData }]) => holdsData,
      );
      const missing = precious.map(([type]) => type).filter((type) => !types.has(type));
      assert.deepEqual(missing, [BUCKET_V2]); // an older name of the bucket's type, which no lab uses
    });

    it("is kept without secrets, and without the place where it was made", () => {
      const text = readFileSync(file, "utf8");
      assert.deepEqual(keepable(JSON.parse(text)), JSON.parse(text));
      assert.doesNotMatch(text, /"(?:file:)?\/(?:home|root|tmp|Users|work)\//);
    });

    // A preview without a refresh: nothing is read, so the emulator need not have what the state tells of.
    it("lets go of what is the account's own, which stays in the account", async () => {
      const taken = lost(await stack.preview(settings));
      assert.deepEqual(taken, [
        "delete aws:iam/accountPasswordPolicy:AccountPasswordPolicy iam-users",
      ]);
      assert.equal((await accountsOwn(stack)).length, 1);
      await releaseSingletons(stack.open().stack, () => undefined);
      assert.deepEqual(await accountsOwn(stack), []);
    });

    it("keeps everything it has in an upgrade to this version", async () => {
      assert.deepEqual(lost(await stack.preview(settings)), []);
    });

    it("gets the watchdog, and nothing else changes", async () => {
      const changes = await stack.preview({ ...settings, "class:watchdog": true });
      const without = await stack.preview(settings);
      const created = (changes.create ?? []).filter((title) => !without.create?.includes(title));
      assert.ok(created.some((title) => title.includes("aws:scheduler/scheduleGroup:")));
      assert.deepEqual({ ...changes, create: undefined }, { ...without, create: undefined });
      const other = created.filter((title) => !/ watchdog(-|$)/.test(title));
      assert.deepEqual(other, []);
    });

    it("makes what it renames before the old one goes", async () => {
      await stack.preview(settings);
      const steps = stack.finished();
      for (const title of RENAMED) {
        const [made, gone] = [`create-replacement ${title}`, `delete-replaced ${title}`];
        assert.ok(steps.includes(made), steps.join("; "));
        assert.ok(steps.indexOf(made) < steps.indexOf(gone), steps.join("; "));
      }
    });

    it("is extended in place: another end changes tags, and replaces nothing", async () => {
      const later = { ...settings, "class:expires": "2099-06-01T18:00:00+09:00" };
      assert.deepEqual(lost(await stack.preview(later)), []);
    });

    it("would be seen to lose what a change takes away", async () => {
      const renamed = { ...(settings["class:labs"] as object), dynamodb: { tableName: "Another" } };
      const gone = lost(await stack.preview({ "class:labs": renamed }));
      assert.ok(gone.includes("replace aws:dynamodb/table:Table dynamodb"), gone.join(", "));
    });
  });
