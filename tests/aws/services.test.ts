import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { joined, services, serviceTypes } from "../../aws/services.ts";
import { PROJECT } from "../../lib/project.ts";
import { COMPILE_CACHE } from "../support/processes/compile-cache.ts";

const AWS = path.join(PROJECT, "aws");
const MODULE = pathToFileURL(path.join(AWS, "services.ts")).href;

/** Evaluates an expression that may use `services` and `serviceTypes`, by a process in another folder. */
function elsewhere(script: string): unknown {
  const code = `
    import { createRequire } from "node:module";
    import { services, serviceTypes } from ${JSON.stringify(MODULE)};
    const loaded = () => Object.keys(createRequire(import.meta.url).cache);
    console.log(JSON.stringify(${script}));`;
  const args = ["--input-type=module", "--eval", code];
  const env = { ...process.env, ...COMPILE_CACHE };
  return JSON.parse(
    execFileSync(process.execPath, args, { cwd: os.tmpdir(), encoding: "utf8", env }),
  );
}

describe("the services", () => {
  it("are the folders of aws/ that have a service.ts", async () => {
    const folders = globSync("*/service.ts", { cwd: AWS, exclude: ["contract/**"] });
    assert.deepEqual(
      (await services()).map(({ name }) => name),
      folders.map((file) => path.dirname(file)).sort(),
    );
  });

  it("are found from any working directory", async () => {
    const names = (await services()).map(({ name }) => name);
    assert.deepEqual(elsewhere("(await services()).map(({ name }) => name)"), names);
  });

  it("say the same of types at the start of the program as later", async () => {
    assert.deepEqual(await serviceTypes(), joined(await services(), "types"));
  });

  it("say it without AWS's clients", () => {
    const script = (call: string) =>
      `await ${call}().then(() => loaded().filter((file) => file.includes("/@aws-sdk/")))`;
    assert.deepEqual(elsewhere(script("services")), []);
  });

  it("say what the program needs in files that load nothing else", () => {
    const files = globSync("*/types.ts", { cwd: AWS }).map((file) => path.join(AWS, file));
    assert.ok(files.length > 15);
    for (const file of [...files, path.join(AWS, "contract/resource-type.ts")]) {
      const imports = readFileSync(file, "utf8").match(/^import .*$/gm) ?? [];
      const others = imports.filter((line) => !line.endsWith('"../contract/resource-type.ts";'));
      assert.deepEqual(others, [], file);
    }
  });
});
