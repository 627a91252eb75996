import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { deployedResources } from "../../classroom/deployed-class.ts";
import { isPrecious, PRECIOUS } from "../../infra/protection.ts";
import { FIXTURES, keepable, releasedSettings } from "../support/released-state.ts";
import type { Changes } from "../support/engine-events.ts";
import { TestStack } from "../support/stack.ts";

const states = globSync("state-v*.json", { cwd: FIXTURES }).sort();

/** The data that a change would take away, as `operation type name`. */
const lostData = (changes: Changes): string[] =>
  Object.entries(changes).flatMap(([operation, titles]) =>
    /replace|delete/.test(operation)
      ? titles
          .filter((title) => isPrecious(title.split(" ")[0] ?? ""))
          .map((title) => `${operation} ${title}`)
      : [],
  );

for (const name of states)
  describe(`a stack made by ${name.replace(/^state-|\.json$/g, "")}`, function () {
    this.timeout("5m");
    const file = path.join(FIXTURES, name);
    const settings = releasedSettings();
    let stack: TestStack;
    before(async () => {
      stack = await TestStack.start();
      await stack.import(file);
    });
    after(() => stack.stop());

    it("holds data of every kind that is protected", () => {
      const types = deployedResources(JSON.parse(readFileSync(file, "utf8"))).map(
        ({ type }) => type,
      );
      assert.deepEqual(
        [...PRECIOUS].filter((type) => !types.includes(type)),
        [],
      );
    });

    it("is kept without secrets, and without the place where it was made", () => {
      const text = readFileSync(file, "utf8");
      assert.deepEqual(keepable(JSON.parse(text)), JSON.parse(text));
      assert.doesNotMatch(text, /"(?:file:)?\/(?:home|root|tmp|Users|work)\//);
    });

    // A preview without a refresh: nothing is read, so the emulator need not have what the state tells of.
    it("keeps its data in an upgrade to this version", async () => {
      assert.deepEqual(lostData(await stack.preview(settings)), []);
    });

    it("would be seen to lose data where it does", async () => {
      const labs = settings["class:labs"] as object;
      const renamed = { ...labs, dynamodb: { tableName: "Another" } };
      const lost = lostData(await stack.preview({ "class:labs": renamed }));
      assert.ok(lost.includes("replace aws:dynamodb/table:Table dynamodb"), lost.join(", "));
    });
  });
