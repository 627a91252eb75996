import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";

const read = (file: string) => readFileSync(path.join(PROJECT, file), "utf8");

/** What the first column of the table names; `@types/*` stands for all of its scope. */
const named = read("docs/decisions/dependencies.md")
  .split("\n")
  .filter((line) => line.startsWith("| "))
  .flatMap((line) => [...(line.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)])
  .map(([, name = ""]) => name);

const { dependencies, devDependencies } = JSON.parse(read("package.json")) as Record<
  "dependencies" | "devDependencies",
  Record<string, string>
>;
const installed = Object.keys({ ...dependencies, ...devDependencies });

const covers = (name: string, one: string) => path.matchesGlob(one, name);

describe("docs/decisions/dependencies.md", () => {
  it("says of every package of package.json what it is for", () => {
    const silent = installed.filter((one) => !named.some((name) => covers(name, one)));
    assert.deepEqual(silent, []);
  });

  it("names no package that is gone, and none twice", () => {
    const gone = named.filter((name) => !installed.some((one) => covers(name, one)));
    assert.deepEqual(gone, []);
    assert.deepEqual(
      named.filter((name, at) => named.indexOf(name) !== at),
      [],
    );
  });
});
