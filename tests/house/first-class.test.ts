import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

const guide = (language: string): string =>
  readFileSync(path.join(PROJECT, `docs/first-class.${language}.md`), "utf8");

/** The commands of a guide, without comments, and without the language that they ask for. */
const commandsOf = (text: string): string[] =>
  [...text.matchAll(/^```sh\n([^]*?)^```/gm)]
    .flatMap(([, block = ""]) => block.trim().split("\n"))
    .map((line) => line.replace(/\s+#.*$/, "").replace(" --lang ko", ""));

describe("the guides to a first class", () => {
  it("give the same commands in Korean and in English", () => {
    assert.ok(commandsOf(guide("en")).length > 20);
    assert.deepEqual(commandsOf(guide("ko")), commandsOf(guide("en")));
  });

  it("have the same steps, and the same number of points in each", () => {
    const stepsOf = (text: string) =>
      text.split(/^## /m).map((step) => step.match(/^(- |\d\. )/gm)?.length ?? 0);
    assert.deepEqual(stepsOf(guide("ko")), stepsOf(guide("en")));
  });
});
