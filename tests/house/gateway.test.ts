import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

/** Of classroom/, what knows resources that a finder has found, or how services empty them; without the gateway. */
const sources = globSync("classroom/**/*.ts", { cwd: PROJECT })
  .filter((file) => !file.startsWith(path.join("classroom", "gateway")))
  .map((file) => ({ file, text: readFileSync(path.join(PROJECT, file), "utf8") }));

/** Hands the means on, and does not use it. */
const HANDED_ON = /\bremove: \(\w*\) => \w+\.remove\(\w*\)/g;

describe("what deletes outside Pulumi", () => {
  it("is the gateway alone: nobody else calls what removes a resource that was found", () => {
    const found = sources.filter(({ text }) => /\b(Leftover|Thing|Finder)\b/.test(text));
    assert.ok(found.length > 5);
    const calling = found.filter(({ text }) => /\bremove\(/.test(text.replaceAll(HANDED_ON, "")));
    assert.deepEqual(
      calling.map(({ file }) => file),
      [],
    );
  });

  it("is the gateway alone: nobody else empties a bucket or a zone", () => {
    const emptying = sources.filter(({ text }) =>
      /"empty"|\bempty(Bucket|Zone)\b|\/empty\.ts"/.test(text),
    );
    assert.deepEqual(
      emptying.map(({ file }) => file),
      [],
    );
  });
});
