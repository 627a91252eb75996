import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import { COMPILE_CACHE } from "../../support/processes/compile-cache.ts";

describe("npm run pulumi", () => {
  let home: string;

  function command(file: string, script: string): void {
    const full = path.join(home, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }

  /** Calls it where an installed CLI, which does what `script` says, and the plugin are found. */
  function pulumi(script: string, ...args: string[]) {
    command(".pulumi/bin/pulumi", `[ "$1" = version ] && echo v3.300.0 && exit\n${script}`);
    return call(args);
  }

  function call(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const { pathname } = new URL("../../../classroom/pulumi-cli/main.ts", import.meta.url);
    return spawnSync(process.execPath, [pathname, ...args], {
      env: {
        AWS_CLASS_FOLDER: path.join(home, "class"),
        HOME: home,
        ...COMPILE_CACHE,
        PATH: "/usr/bin:/bin",
        ...env,
      },
      encoding: "utf8",
    });
  }

  beforeEach(() => {
    home = mkdtempSync(path.join(os.tmpdir(), "pulumi-test-"));
    const sdk = readFileSync(path.join(PROJECT, "node_modules/@pulumi/aws/package.json"), "utf8");
    const { version } = JSON.parse(sdk) as { version: string };
    command(`.pulumi/plugins/resource-aws-v${version}/pulumi-resource-aws`, "");
    command(".pulumi/bin/pulumi-language-nodejs", "");
  });

  afterEach(() => {
    rmSync(home, { recursive: true });
  });

  it("hands over arguments, output and exit code untouched", () => {
    const { stdout, status } = pulumi('printf "%s|" "$@"; exit 7', "config", "get", "a b");
    assert.deepEqual({ stdout, status }, { stdout: "config|get|a b|", status: 7 });
  });

  it("says in a sentence why a folder cannot be made", () => {
    command("go/go", "echo go1.99.0"); // a CLI is built, in the cache
    writeFileSync(path.join(home, "cache"), "");
    const { stderr, status } = call(["stack", "ls"], {
      HTTPS_PROXY: "http://127.0.0.1:1",
      PATH: `${path.join(home, "go")}:/usr/bin:/bin`,
      XDG_CACHE_HOME: path.join(home, "cache"),
    });
    assert.equal(
      stderr,
      `${home}/cache cannot be created: a file is there (EEXIST). Name another folder, or remove the file, then run this again\n`,
    );
    assert.equal(status, 1);
  });

  it("tells a shell which signal ended it", () => {
    assert.equal(pulumi("kill -KILL $$", "up").status, 137);
  });
});
