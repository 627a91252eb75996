import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { comment, MARKER } from "../../../classroom/preview/comment.ts";
import { readPreview } from "../../../classroom/preview/read-preview.ts";
import { describePreviews } from "../../../classroom/preview/terminal.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { digestOf } from "../../support/digests.ts";
import { recordLabs } from "../../support/labs.ts";
import { CASES, failed, known, previewOf, SERVER, TABLE } from "./comment-cases.ts";

describe("the comment on a pull request", () => {
  for (const [name, previews] of Object.entries(CASES))
    it(`shows ${name}`, () => {
      const file = path.join(import.meta.dirname, "golden", `${name.replaceAll(" ", "-")}.md`);
      const text = comment(previews);
      if (process.env.UPDATE_GOLDEN) writeFileSync(file, text);
      assert.equal(text, readFileSync(file, "utf8"));
    });

  it("begins with the marker by which it is found again", () => {
    assert.ok(comment([]).startsWith(`${MARKER}\n`));
  });

  it("takes no name for Markdown or HTML", () => {
    const name = "`@everybody` </details> | <script>\n# x";
    const text = comment([previewOf([{ op: "update", ...SERVER, name }])]);
    assert.match(text, /^- update `ec2.Instance` `@everybody <\/details> \| <script> # x`/m);
    assert.doesNotMatch(text, /^# x/m);
  });

  it("keeps a message with fences of its own inside its fence", () => {
    const text = comment([failed("error:\n```\n<b>", "prod")]);
    assert.match(text, /^````text\nerror:\n```\n<b>\n````$/m);
  });

  it("shows every resource of all labs in two environments, in less than 60,000 characters", async function () {
    this.timeout(60_000);
    const { resources } = await recordLabs(catalogue.map((lab) => [lab, {}]));
    const steps = resources.map(({ type, name }, at) => ({
      op: "create",
      type,
      name,
      parents: `class:lab:${catalogue[at % catalogue.length]?.id ?? ""}`,
    }));
    const text = comment([previewOf(steps), previewOf(steps, { stack: "prod" })]);
    assert.ok(text.length < 60_000, `${text.length} characters`);
    assert.doesNotMatch(text, /\.\.\. and/);
  });

  it("says what was left out where there is too much", () => {
    const many = Array.from({ length: 3000 }, (_, at) => ({
      op: "update",
      ...SERVER,
      name: `server-${at}`,
      detailedDiff: { instanceType: "update" },
    }));
    const lost = { op: "delete", ...TABLE };
    const text = comment([previewOf([...many, lost]), failed("error: x", "prod")]);
    assert.ok(text.length < 60_000, `${text.length} characters`);
    assert.match(text, /- \.\.\. and 2\d\d\d more/);
    assert.ok(text.indexOf("error: x") < text.indexOf("Data would be lost"));
  });

  it("is bounded whatever there is to say", () => {
    const change = fc.record({
      op: fc.constantFrom("create", "update", "replace", "delete"),
      type: fc.constantFrom(SERVER.type, TABLE.type),
      name: fc.string({ maxLength: 300 }),
      parents: fc.integer({ max: 3000, min: 0 }).map((n) => `class:lab:lab-${n}`),
    });
    const steps = fc.array(change, { maxLength: 2000, size: "max" });
    const previews = fc.array(
      steps.map((given) => previewOf(given)),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(previews, (all) => comment(all).length < 60_000),
      { numRuns: 10 },
    );
  });

  it("holds no value of any property or output, not even where it fails", () => {
    const value = fc.uuid().map((id) => `value-${id}`);
    const properties = fc.dictionary(fc.constantFrom("password", "tags", "url"), value);
    const state = fc.record({ inputs: properties, outputs: properties });
    const one = fc.record({
      op: fc.constantFrom("create", "update", "replace", "delete", "same"),
      type: fc.constantFrom(SERVER.type, TABLE.type),
      name: fc.constantFrom("a", "b", "c"),
      old: state,
      new: state,
    });
    fc.assert(
      fc.property(fc.array(one), fc.boolean(), (steps, ill) => {
        const there = steps.filter(({ op }) => op !== "create");
        const outputs = there.flatMap(({ old }) => Object.values(old.outputs));
        const diagnostics = [{ severity: "error", message: `failed: ${outputs.join(", ")}` }];
        const stdout = digestOf(steps, { config: { "class:email": "value-x" }, diagnostics });
        const run = { stack: "dev", emulated: false, stderr: "", reports: [], secrets: [] };
        const preview = readPreview({ ...run, stdout, code: ill ? 1 : 0 }, known);
        const shown = [comment([preview]), describePreviews([preview]), JSON.stringify(preview)];
        assert.doesNotMatch(shown.join("\n"), /value-/);
      }),
    );
  });
});
