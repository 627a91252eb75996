import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { UsageError } from "../../../classroom/console/command.ts";
import {
  environments,
  previewStacks,
  type PreviewOptions,
} from "../../../classroom/preview/preview.ts";
import { NoStackError } from "../../../classroom/pulumi/stack-file.ts";
import { capturedConsole } from "../../support/fakes/captured-console.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NOTHING: PreviewOptions = {
  stacks: undefined,
  all: false,
  from: undefined,
  emulator: false,
  format: "json",
};

const WELL = { emulated: false, changes: [], unchanged: 3 };

describe("the command preview", () => {
  const folder = temporaryFolder();
  const printed = capturedConsole();

  /** What another run has written. */
  function result(stack: string, content: object): string {
    const file = path.join(folder.path, `${stack}.json`);
    writeFileSync(file, JSON.stringify([{ stack, ...content }]));
    return file;
  }

  it("knows every environment but this machine's", () => {
    assert.deepEqual(environments(), ["dev", "prod"]);
  });

  for (const [wrong, options] of [
    ["nothing to preview", NOTHING],
    ["stacks and all", { ...NOTHING, stacks: ["dev"], all: true }],
  ] as const)
    it(`refuses ${wrong}`, async () => {
      await assert.rejects(previewStacks(options), UsageError);
    });

  it("refuses a stack without settings", async () => {
    await assert.rejects(previewStacks({ ...NOTHING, stacks: ["devv"] }), NoStackError);
  });

  it("puts together what other runs have previewed", async () => {
    const from = [result("dev", WELL), result("prod", WELL)];
    assert.equal(await previewStacks({ ...NOTHING, from, format: "markdown" }), 0);
    assert.match(printed.text, /^\| \*\*dev\*\* .*\n\| \*\*prod\*\* /m);
  });

  it("says of a run without a result that it has failed, and still shows the others", async () => {
    const from = [result("dev", WELL), path.join(folder.path, "prod.json")];
    assert.equal(await previewStacks({ ...NOTHING, from, format: "markdown" }), 1);
    assert.match(printed.text, /^\| :x: \*\*prod\*\* failed .*\n\| \*\*dev\*\* /m);
    assert.match(printed.text, /the preview wrote no result/);
  });

  it("takes no HTML for a stack's name from another run", async () => {
    const file = path.join(folder.path, "x.json");
    writeFileSync(file, JSON.stringify([{ stack: "<img>", ...WELL }]));
    await assert.rejects(previewStacks({ ...NOTHING, from: [file] }), /Invalid string/);
  });
});
