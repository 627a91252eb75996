import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { PROJECT } from "../../lib/project.ts";
import { COMPILE_CACHE } from "../support/processes/compile-cache.ts";

/** Loads a module in a process of its own. @returns the CommonJS files that came with it */
function loadedBy(file: string): string[] {
  const url = pathToFileURL(path.join(PROJECT, file)).href;
  const script = `
    import { createRequire } from "node:module";
    await import(${JSON.stringify(url)});
    console.log(JSON.stringify(Object.keys(createRequire(import.meta.url).cache)));`;
  const args = ["--input-type=module", "--eval", script];
  const env = { ...process.env, ...COMPILE_CACHE };
  return JSON.parse(execFileSync(process.execPath, args, { encoding: "utf8", env })) as string[];
}

describe("the program", () => {
  it("starts without AWS's clients, which take seconds to load", () => {
    const loaded = loadedBy("infra/index.ts");
    assert.ok(loaded.some((file) => file.includes("/@pulumi/pulumi/")));
    assert.deepEqual(
      loaded.filter((file) => file.includes("/@aws-sdk/")),
      [],
    );
  });
});
