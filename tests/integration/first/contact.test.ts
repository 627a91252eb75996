import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { cacheFolder } from "../../../engine/cache.ts";
import { PROJECT } from "../../../lib/project.ts";

/** Node's versions, and of npm's those that run on each. */
const PAIRS = {
  node20: ["npm10", "npm11"],
  node22: ["npm10", "npm11", "npm12"],
  node24: ["npm10", "npm11", "npm12"],
} as const;

const isCovered = process.platform === "linux" && process.arch === "x64";

/** A new user's machine: a clone of what is committed, an empty home, the Node and npm that they have. */
describe("the first contact", function () {
  this.timeout("6m");
  let folder: string;
  let tools: string;
  before(function () {
    if (!isCovered) this.skip(); // the Nodes here are for Linux on x64
    folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-first-"));
    // Not above the clones: npm looks for commands in the node_modules of every folder above.
    tools = path.join(folder, "tools");
    cpSync(path.join(PROJECT, "tests/fixtures/first-contact"), tools, { recursive: true });
    execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: tools });
  });
  after(() => {
    if (isCovered) rmSync(folder, { recursive: true, force: true });
  });

  /** A folder in which `node` and `npm` are of this pair. */
  function binOf(node: string, npm: string): string {
    const bin = path.join(folder, `bin-${node}-${npm}`);
    mkdirSync(bin);
    const modules = path.join(tools, "node_modules");
    const scripts = {
      node: `exec "${modules}/${node}/bin/node" "$@"`,
      npm: `exec "${modules}/${node}/bin/node" "${modules}/${npm}/bin/npm-cli.js" "$@"`,
    };
    for (const [name, script] of Object.entries(scripts)) {
      writeFileSync(path.join(bin, name), `#!/bin/sh\n${script}\n`);
      chmodSync(path.join(bin, name), 0o755);
    }
    return bin;
  }

  for (const [node, npms] of Object.entries(PAIRS))
    for (const npm of npms)
      it(`brings a class up and down with ${node} and ${npm}`, () => {
        const clone = path.join(folder, `clone-${node}-${npm}`);
        execFileSync("git", ["clone", "--quiet", "--depth", "1", `file://${PROJECT}`, clone]);
        const home = path.join(folder, `home-${node}-${npm}`);
        mkdirSync(home);
        const env = {
          ...machine(),
          HOME: home,
          PATH: `${binOf(node, npm)}:${process.env.PATH ?? ""}`,
          XDG_CACHE_HOME: path.dirname(cacheFolder()), // the engine is built once
          npm_config_cache: path.join(folder, "npm-cache"),
        };
        const run = (...args: string[]): string => {
          const { status, stdout, stderr } = spawnSync("npm", args, {
            cwd: clone,
            env,
            encoding: "utf8",
          });
          assert.equal(status, 0, `npm ${args.join(" ")}:\n${stdout}\n${stderr}`);
          return stdout;
        };
        assert.match(
          run("start", "--", "--labs", "s3-bucket"),
          /https?:\/\/\S+public\/notice\.html/,
        );
        assert.match(run("run", "down"), /Nothing is left/);
        rmSync(clone, { recursive: true, force: true });
      });
});

/** The machine's environment, without what an npm around us says, and with its npm's settings: where packages come from. */
function machine(): NodeJS.ProcessEnv {
  const own = Object.entries(process.env).filter(
    ([name]) => !name.toLowerCase().startsWith("npm_"),
  );
  const [userconfig, globalconfig] = ["userconfig", "globalconfig"].map((name) =>
    execFileSync("npm", ["config", "get", name], { encoding: "utf8" }).trim(),
  );
  return {
    ...Object.fromEntries(own),
    npm_config_userconfig: userconfig,
    npm_config_globalconfig: globalconfig,
  };
}
