import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import path from "node:path";
import { stripVTControlCharacters } from "node:util";
import { commands } from "../../classroom/commands.ts";
import { helpFor, parseCall } from "../../classroom/console/call.ts";
import { UsageError } from "../../classroom/console/command.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { PROJECT } from "../../lib/project.ts";
import { COMPILE_CACHE } from "../support/processes/compile-cache.ts";
import { putKeyPair } from "../support/key-pair.ts";
import { ProjectCopy } from "../support/project-copy.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";
import { assertWithin } from "../support/processes/time-limit.ts";

const LIMIT_MS = 2000;
const LOCAL = "Pulumi.local.yaml";

/** What a wrong call is answered with. */
const WRONG_CALLS = [
  ["ups", /^Unknown command 'ups'\. Did you mean up\?\n\nUsage: npm run class -- COMMAND/],
  ["up --lab cdn", /^Unknown option '--lab'\. Did you mean --labs\?\n\nUsage: npm start -- /],
  ["up --labs", /^Option '--labs <ID,ID>' argument missing\.\n\nUsage: npm start -- /],
  ["up cdn", /^Did you forget `--`\? npm start -- --labs cdn\n\nUsage: npm start -- /],
  ["down --labs cdn", /^Unknown option '--labs'\.\n\nUsage: npm run down -- /],
  ["up --labs cdn efs", /^Write ID,ID with commas .*: npm start -- --labs cdn,efs\n\nUsage: /],
  [
    "up --stack dev --stack prod",
    /^--stack is given twice: write it once\.\n\nUsage: npm start -- /,
  ],
  [
    "check --class dev --shard 4/3",
    /^Option '--shard <I\/N>' argument '4\/3' is invalid\. Write I\/N with I from 1 to N, e\.g\. 2\/5/,
  ],
  [
    "cost --hours 0",
    /^Option '--hours <N>' argument '0' is invalid\. .*\n\nUsage: npm run class -- cost /,
  ],
] as const;

describe("the command line", function () {
  this.timeout(60_000);
  this.retries(2); // other work may end between a call and its measure
  const temporary = temporaryFolder();
  const folder = () => path.join(temporary.path, "class");

  /** Calls it on a machine where no engine can be had, and no network. */
  function call(project: string, ...args: string[]) {
    const start = performance.now();
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      [path.join(project, "classroom/main.ts"), ...args],
      {
        encoding: "utf8",
        env: {
          AWS_CLASS_FOLDER: folder(),
          HOME: temporary.path,
          HTTPS_PROXY: "http://127.0.0.1:1",
          ...COMPILE_CACHE,
          PATH: path.join(temporary.path, "bin"),
        },
      },
    );
    const said = { stdout, stderr: stripVTControlCharacters(stderr) };
    return { status, ...said, milliseconds: performance.now() - start };
  }

  let copy: ProjectCopy;
  before(() => {
    copy = new ProjectCopy();
  });
  after(() => {
    copy.remove();
  });

  function copyWith(settings: Record<string, unknown>): string {
    copy.configure("local", settings);
    return copy.folder;
  }

  function assertRefused(result: ReturnType<typeof call>, reason: RegExp): void {
    assert.match(result.stderr, reason);
    assert.doesNotMatch(result.stderr, /^ +at /m);
    assert.equal(result.stdout, "");
    assert.equal(result.status, 1);
    assertWithin(result.milliseconds, LIMIT_MS);
  }

  for (const [args, reason] of WRONG_CALLS)
    it(`refuses "${args}" with the help`, () => {
      const words = args.split(" ");
      assert.throws(
        () => parseCall(commands, words),
        (error) =>
          error instanceof UsageError &&
          reason.test(`${error.message}\n\n${helpFor(commands, words)}`),
      );
    });

  it("shows the help where a command refuses its call, and makes nothing", () => {
    const reason = /^Choose a lab: --labs s3-bucket\n\nUsage: npm run class -- break /;
    assertRefused(call(PROJECT, "break"), reason);
    assert.deepEqual(readdirSync(temporary.path), []);
  });

  it("shows the help of a command, and the version, without loading it", () => {
    for (const args of [["help"], ["leftovers", "--help"], ["--version"]]) {
      const { status, stdout, stderr, milliseconds } = call(PROJECT, ...args);
      assert.deepEqual([status, stderr], [0, ""]);
      assert.match(stdout, /^Usage: npm run class -- |^\d+\.\d+\.\d+$/m);
      assertWithin(milliseconds, LIMIT_MS);
    }
  });

  it("does without a cache where there can be none", () => {
    const main = path.join(PROJECT, "classroom/main.ts");
    const { status, stdout } = spawnSync(process.execPath, [main, "--version"], {
      ...{ encoding: "utf8", timeout: 30_000 },
      env: { HOME: temporary.path, XDG_CACHE_HOME: "/proc/x" },
    });
    assert.equal(status, 0);
    assert.match(stdout, /^\d+\.\d+\.\d+$/m);
  });

  it("refuses a stack that does not exist, with the nearest", async () => {
    const asked = parseCall(commands, ["cost", "--stack", "dve"]);
    assert.ok("command" in asked);
    await assert.rejects(
      async () => asked.command.run(asked.values, commands),
      (error) =>
        error instanceof ExplainedError &&
        error.message.startsWith("There is no stack dve: did you mean dev?"),
    );
  });

  it("refuses a lab that there is not before anything is made", () => {
    const reason =
      /class:labs\.linux-servr = true: there is no such lab\n +fix: did you mean linux-server\?/;
    assertRefused(call(PROJECT, "up", "--labs", "linux-servr,cdn"), reason);
    assert.deepEqual(readdirSync(folder()), []);
  });

  it("refuses a stack on AWS that is meant for the emulator", () => {
    copy.configure("dev", { "class:environment": "local" });
    const reason =
      /class:environment = "local": stack dev runs on AWS, .*\n +fix: write dev for a rehearsal/;
    assertRefused(call(copy.folder, "up", "--stack", "dev", "--yes", "--expires", "8h"), reason);
  });

  it("refuses a class that would cost more an hour than it may", () => {
    putKeyPair(folder());
    const { status, stderr } = call(copyWith({ "class:maxHourlyCost": 0.05 }), "up");
    assert.match(
      stderr,
      /class:maxHourlyCost = 0\.05: the class would cost \$\d\.\d{4} an hour on AWS/,
    );
    assert.equal(status, 1);
    assert.deepEqual(readdirSync(folder()), [LOCAL, "keys"]);
  });

  it("shows what it would make where no engine can be had, and says that it has made nothing", () => {
    putKeyPair(folder());
    const { status, stdout, stderr } = call(PROJECT, "up", "--labs", "linux-server");
    assert.equal(stderr, "");
    assert.equal(status, 1);
    assert.match(stdout, /^ {2}class:lab:linux-server {2}linux-server$/m);
    assert.match(stdout, /^ {6}aws:ec2\/instance:Instance {2}linux-server$/m);
    assert.match(stdout, /^ {2}Public IPv4 address +198\.51\.100\.10 {2}\(emulated\)$/m);
    assert.match(stdout, /^NOTHING WAS DEPLOYED: this machine has no Pulumi engine\.$/m);
    assert.match(stdout, /^- official download: get\.pulumi\.com cannot be reached/m);
    assert.deepEqual(readdirSync(folder()), [LOCAL, "keys"]);
  });
});
