import assert from "node:assert/strict";
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

const MOST_LINES = 200;
const MOST_FILES = 20;

const CODE = "**/*.{ts,mjs,js,py,sh}";

/** The project's own source files. */
const sources = globSync(CODE, {
  cwd: PROJECT,
  exclude: (file) => ["node_modules", ".class", ".git"].includes(file),
});

describe("the house", () => {
  it(`has no source file of more than ${MOST_LINES} lines`, () => {
    const long = sources
      .map((file) => {
        const text = readFileSync(path.join(PROJECT, file), "utf8");
        return [file, text.split("\n").length - 1] as const;
      })
      .filter(([, lines]) => lines > MOST_LINES);
    assert.deepEqual(long, []);
  });

  it(`has no folder of more than ${MOST_FILES} loose source files, labs and their tests aside`, () => {
    const folders = Map.groupBy(sources, (file) => path.dirname(file));
    const full = [...folders]
      .map(([folder, files]) => [folder, files.length] as const)
      .filter(([folder, count]) => count > MOST_FILES && !/^(tests\/)?labs$/.test(folder));
    assert.deepEqual(full, []);
  });
});
