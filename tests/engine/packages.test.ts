import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";

const SCRIPT = path.resolve(import.meta.dirname, "../../engine/packages.mjs");

const LOCK = {
  packages: {
    "": { name: "class" },
    "node_modules/a": { version: "1.0.0" },
    "node_modules/only-elsewhere": { version: "1.0.0", optional: true },
  },
};

describe("packages.mjs", () => {
  let project: string;

  /** Puts a file into the made-up project. */
  function put(file: string, content: string): string {
    const full = path.join(project, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  /** Stands in for npm: does what `script` says and makes the Node that the project wants. */
  function npm(script = "mkdir -p node_modules/.bin && : > node_modules/.bin/node") {
    chmodSync(put("bin/npm", `#!/bin/sh\necho called npm "$@"\n${script}\n`), 0o755);
  }

  function run() {
    const env = { PATH: `${path.join(project, "bin")}:/usr/bin:/bin` };
    const script = path.join(project, "engine/packages.mjs");
    const { status, stdout, stderr } = spawnSync(process.execPath, [script], {
      env,
      encoding: "utf8",
    });
    return { status, stdout, stderr };
  }

  beforeEach(() => {
    project = mkdtempSync(path.join(os.tmpdir(), "packages-test-"));
    put("package-lock.json", JSON.stringify(LOCK));
    mkdirSync(path.join(project, "engine"));
    copyFileSync(SCRIPT, path.join(project, "engine/packages.mjs"));
    npm();
  });

  afterEach(() => {
    rmSync(project, { recursive: true });
  });

  it("installs what is missing, says so on stderr, and is silent from then on", () => {
    const first = run();
    assert.match(
      first.stderr,
      /^Installing npm packages.*\ncalled npm ci .*\nInstalled .* in \d+ s/,
    );
    assert.equal(first.stdout, "");
    assert.deepEqual(run(), { status: 0, stdout: "", stderr: "" });
  });

  it("installs again when the lock file has changed", () => {
    run();
    put(
      "package-lock.json",
      JSON.stringify({ packages: { "node_modules/b": { version: "2.0.0" } } }),
    );
    assert.match(run().stderr, /called npm ci/);
  });

  it("installs again after an install that failed or was killed", () => {
    npm("mkdir -p node_modules/.bin && : > node_modules/.bin/node; exit 7");
    assert.equal(run().status, 1);
    npm("mkdir -p node_modules/.bin && : > node_modules/.bin/node; kill -9 $$");
    assert.match(run().stderr, /npm ci failed after \d+ s/);
    npm();
    assert.match(run().stderr, /called npm ci/);
  });

  it("says what may be wrong when npm made no Node", () => {
    npm("exit 0");
    const { status, stderr } = run();
    assert.equal(status, 1);
    assert.match(stderr, /ignore-scripts/);
  });

  it("takes the user's own npm ci for what it is", () => {
    put("node_modules/.bin/node", "");
    put(
      "node_modules/.package-lock.json",
      JSON.stringify({ packages: { "node_modules/a": { version: "1.0.0" } } }),
    );
    assert.deepEqual(run(), { status: 0, stdout: "", stderr: "" });
  });

  it("does not take an outdated node_modules for it", () => {
    put("node_modules/.bin/node", "");
    put(
      "node_modules/.package-lock.json",
      JSON.stringify({ packages: { "node_modules/a": { version: "0.9.0" } } }),
    );
    assert.match(run().stderr, /called npm ci/);
  });

  it("keeps npm away from the Node that it is going to remove", () => {
    npm(`echo "npm sees $PATH"; mkdir -p node_modules/.bin && : > node_modules/.bin/node`);
    const own = path.join(project, "node_modules/.bin");
    const script = path.join(project, "engine/packages.mjs");
    const env = { PATH: `${own}:${path.join(project, "bin")}:/usr/bin:/bin` };
    const { stderr } = spawnSync(process.execPath, [script], { env, encoding: "utf8" });
    assert.match(stderr, /npm sees (?!.*node_modules)/);
  });
});
