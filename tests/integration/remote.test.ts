import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { emulatedConfig } from "../../classroom/preview/emulated.ts";
import { readStackFile } from "../../classroom/pulumi/stack-file.ts";
import { type Emulator, startEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import { inventory } from "../../engine/emulator/inventory.ts";
import { ProjectCopy } from "../support/project-copy.ts";

/** As on AWS, with a backend of one's own: the emulator stands in by AWS_ENDPOINT_URL, as the SDKs' own variable. */
describe("a stack on a backend of one's own", function () {
  this.timeout("5m");
  let copy: ProjectCopy;
  let emulator: Emulator;

  before(async () => {
    copy = new ProjectCopy();
    copy.configure("dev", emulatedConfig({}));
    mkdirSync(path.join(copy.folder, "state"));
    ({ emulator } = await startEmulator(copy.folder, console.error));
  });
  after(async () => {
    await stopEmulator(copy.folder);
    copy.remove();
  });

  /** Runs one of the project's programs. */
  function run(program: string, ...args: string[]) {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(copy.folder, program), ...args],
      {
        cwd: copy.folder,
        encoding: "utf8",
        env: {
          ...process.env,
          ...emulator.env,
          AWS_CLASS_FOLDER: path.join(copy.folder, ".class"),
          NO_COLOR: "1",
          PULUMI_BACKEND_URL: `file://${copy.folder}/state`,
          PULUMI_CONFIG_PASSPHRASE: "of the test",
        },
      },
    );
    return { status, stdout, stderr };
  }

  /** Runs a command that ends well. @returns what it said */
  function well(program: string, ...args: string[]): string {
    const { status, stdout, stderr } = run(program, ...args);
    assert.equal(status, 0, stdout + stderr);
    return stdout;
  }
  const classroom = (...args: string[]): string => well("classroom/main.ts", ...args);

  const stacks = (): string[] =>
    (
      JSON.parse(well("classroom/pulumi-cli/main.ts", "stack", "ls", "--json")) as {
        name: string;
      }[]
    ).map(({ name }) => name);

  it("is not there before it is made", () => {
    const { status, stderr } = run(
      "classroom/main.ts",
      "up",
      "--yes",
      "--stack",
      "dev",
      "--expires",
      "8h",
    );
    assert.notEqual(status, 0);
    assert.match(stderr, /no stack named 'dev' found/);
  });

  it("is neither brought up nor destroyed without --yes where nobody can be asked", () => {
    for (const [command, call] of [
      ["up", "npm start -- --stack dev --yes"],
      ["down", "npm run down -- --stack dev --yes"],
    ] as const) {
      const { status, stderr } = run("classroom/main.ts", command, "--stack", "dev");
      assert.equal(status, 1);
      assert.ok(stderr.includes(call), stderr);
    }
  });

  it("is stopped before anything is made by a rule that looks at the whole class", async () => {
    well("classroom/pulumi-cli/main.ts", "stack", "init", "dev");
    const labs = { "linux-server": true, "security-group": true };
    const limits = { "class:labs": labs, "class:policyLimits": { instances: 1 } };
    copy.configure("dev", emulatedConfig(limits));
    const { status, stdout } = run(
      "classroom/main.ts",
      "up",
      "--yes",
      "--stack",
      "dev",
      "--expires",
      "8h",
    );
    assert.notEqual(status, 0);
    assert.match(stdout, /instance-count/);
    assert.deepEqual(await inventory(emulator), []);
    copy.configure("dev", emulatedConfig({}));
  });

  it("comes up until the end that is said, which is kept in its settings", () => {
    const said = classroom("up", "--yes", "--stack", "dev", "--expires", "8h");
    assert.match(said, /an hour/);
    assert.match(said, /ssh --os-user ec2-user --instance-id i-/);
    const { config } = readStackFile(path.join(copy.folder, "Pulumi.dev.yaml"));
    const hours = (Date.parse(String(config["class:expires"])) - Date.now()) / 3_600_000;
    assert.ok(hours > 7.8 && hours <= 8, `${hours} h`);
  });

  it("shows that its labs work", () => {
    assert.match(
      classroom("check", "--stack", "dev"),
      /^Nothing failed: 6 passed, 4 inconclusive\.$/m,
    );
  });

  it("is not destroyed before its end", () => {
    assert.match(classroom("expire", "--yes"), /^dev .* in [78] h/m);
    assert.deepEqual(stacks(), ["dev"]);
  });

  it("is destroyed when it is past its end, by who says so", async () => {
    const end = Date.now() + 40_000;
    classroom("up", "--yes", "--stack", "dev", "--expires", new Date(end).toISOString());
    await sleep(Math.max(0, end - Date.now()));
    assert.match(classroom("expire"), /Nothing was destroyed\. --yes destroys/);
    assert.notDeepEqual(await inventory(emulator), []);
    assert.match(classroom("expire", "--yes", "--stack", "prod"), /^Stack prod has no resources/m);
    assert.notDeepEqual(await inventory(emulator), []);
    classroom("expire", "--yes", "--stack", "dev");
    assert.deepEqual(await inventory(emulator), []);
    assert.match(classroom("expire"), /^No stack of this project has resources/m);
  });

  it("stays, empty, as the workflows want it: nothing to see, nothing that differs, nothing to destroy", () => {
    assert.deepEqual(stacks(), ["dev"]);
    const [stack, options] = [["--stack", "dev", "--non-interactive"], "--expect-no-changes"];
    well("classroom/pulumi-cli/main.ts", "refresh", ...stack, "--preview-only", options);
    assert.match(classroom("down", "--yes", "--stack", "dev"), /^Nothing is left: /m);
  });

  it("holds the next class, and is emptied by down", async () => {
    classroom("up", "--yes", "--stack", "dev", "--extend", "2h");
    assert.match(
      classroom("down", "--yes", "--stack", "dev"),
      /^Nothing is left: .*Stack dev stays, empty/m,
    );
    assert.deepEqual(await inventory(emulator), []);
    assert.deepEqual(stacks(), ["dev"]);
    assert.match(readFileSync(path.join(copy.folder, "Pulumi.dev.yaml"), "utf8"), /class:labs/);
  });
});
