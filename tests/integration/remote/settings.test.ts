import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { RemoteClass } from "./remote-class.ts";

const SECRET = "class:labs.s3-bucket.folder";

/** Every command that needs a lab's settings. */
const NEEDING: readonly (readonly string[])[] = [
  ["cost"],
  ["preflight"],
  ["preview"],
  ["up", "--yes", "--extend", "1h"],
  ["check"],
  ["solve"],
  ["outputs"],
  ["break", "--labs", "s3-bucket"],
  ["credentials", "--labs", "s3-bucket", "--out", "secret.csv"],
  ["load-test"],
];

/** What nobody may say who has not read the settings. */
const FALSE = /Clean|Nothing failed|Nothing is left|\$0\b|no labs|Labs +none|\b0 checks/;

/** Why a command does not go on: before anything is there the passphrase is looked at alone, and Pulumi says it by itself. */
function reasonOf(command: string): RegExp {
  if (["cost", "preflight", "up"].includes(command))
    return /the passphrase is not the one that this stack was made with/;
  return command === "preview"
    ? /incorrect passphrase[^]*fix: set PULUMI_CONFIG_PASSPHRASE/
    : new RegExp(`value of: .*${SECRET}`);
}

describe("a stack with a secret below its labs", function () {
  this.timeout("10m");
  let stack: RemoteClass;
  let sound: string;

  before(async () => {
    stack = await RemoteClass.start({ "class:labs": {}, "class:email": "teacher@school.example" });
    stack.pulumi("stack", "init", "dev");
    for (const [key, value] of [
      ['labs["s3-bucket"].folder', "homework-of-minji"],
      ["email", "teacher@school.example"],
    ] as const)
      stack.pulumi("config", "set", "--secret", "--path", key, value, "--stack", "dev");
    assert.doesNotMatch(stack.settings, /minji|teacher@/);
    stack.classroom("up", "--yes", "--stack", "dev", "--expires", "8h");
    sound = stack.settings;
  });
  after(() => stack.stop());
  afterEach(() => {
    stack.settings = sound;
    stack.variables = {};
  });

  it("has this lab for every command, where Pulumi can decrypt it", () => {
    assert.match(stack.classroom("cost", "--stack", "dev"), /s3-bucket/);
    assert.match(stack.classroom("check", "--stack", "dev"), /^Nothing failed: 4 passed/m);
    assert.match(stack.classroom("outputs", "--stack", "dev"), /homework-of-minji/);
  });

  it("gets its id again, by the command that up prints", async () => {
    const [, id = ""] = /class:id"?: "?(\w+)/.exec(sound) ?? [];
    stack.settings = sound.replace(id, "abcdefgh2345");
    const { stderr } = stack.call("up", "--stack", "dev", "--yes", "--extend", "1h");
    await stack.paste("pulumi config set id * --stack *", stderr);
    assert.match(stack.settings, new RegExp(`class:id"?: "?${id}`));
  });

  it("never has the secret in what is wrong with it", () => {
    stack.pulumi(
      ...["config", "set", "--secret", "--path", 'labs["s3-bucket"].folder', "min/ji!"],
      ...["--stack", "dev"],
    );
    const { status, stderr } = stack.call("cost", "--stack", "dev");
    assert.equal(status, 1);
    assert.match(stderr, /class:labs\.s3-bucket\.folder = "\(secret\)": not a valid folder name/);
    assert.doesNotMatch(stderr, /min\/ji/);
  });

  for (const [command = "", ...args] of NEEDING)
    it(`is refused by ${command} where nothing can decrypt it: it is secret, not missing`, async () => {
      const before = await inventory(stack.emulator);
      stack.variables = { PULUMI_CONFIG_PASSPHRASE: "of somebody else" };
      const { status, stdout, stderr } = stack.call(command, ...args, "--stack", "dev");
      const said = stdout + stderr;
      assert.notEqual(status, 0, said);
      assert.doesNotMatch(said, FALSE);
      assert.match(said, reasonOf(command));
      assert.deepEqual(await inventory(stack.emulator), before);
    });

  it("is shown where Pulumi can decrypt it, by the command of the refusal", async () => {
    stack.variables = { PULUMI_CONFIG_PASSPHRASE: "of somebody else" };
    const { stderr } = stack.call("check", "--stack", "dev");
    stack.variables = {};
    const shown = await stack.paste("pulumi config --show-secrets --stack *", stderr);
    assert.match(shown, /homework-of-minji/);
  });

  it("is checked and repaired as it was deployed, with settings that have become wrong on top", () => {
    stack.settings = `config: {a\n${sound}`;
    for (const command of ["check", "solve"]) {
      const { status, stdout, stderr } = stack.call(command, "--stack", "dev");
      assert.equal(status, 0, stdout + stderr);
      assert.match(stdout, /a quote or a bracket is not closed[\s\S]*^Nothing failed: 4 passed/m);
    }
    const file = path.join(stack.folder, ".class/deployed/Pulumi.dev.yaml");
    assert.doesNotMatch(readFileSync(file, "utf8"), /minji|teacher@/);
  });

  for (const command of ["check", "solve"])
    it(`is not given to ${command} then where nothing can decrypt what was deployed, which is said`, () => {
      stack.settings = `config: {a\n${sound}`;
      stack.variables = { PULUMI_CONFIG_PASSPHRASE: "of somebody else" };
      const { status, stdout, stderr } = stack.call(command, "--stack", "dev");
      assert.equal(status, 1, stdout + stderr);
      assert.doesNotMatch(stdout + stderr, FALSE);
      assert.match(stderr, /a quote or a bracket is not closed/);
      assert.match(
        stderr,
        /they have secrets \(class:email, class:labs\): Pulumi cannot decrypt them/,
      );
    });

  it("is searched all the same: whose it is, its output says", () => {
    stack.variables = { PULUMI_CONFIG_PASSPHRASE: "of somebody else" };
    const { status, stdout } = stack.call("leftovers", "--stack", "dev");
    assert.equal(status, 1);
    assert.match(stdout, /still running \(\d+ resources\)/);
    assert.match(stack.classroom("expire", "--stack", "dev"), /^dev +aws-class/m);
  });

  it("protects its data, until the commands were run that down prints", async () => {
    stack.pulumi("config", "set", "protect", "true", "--stack", "dev");
    stack.classroom("up", "--yes", "--stack", "dev", "--extend", "1h");
    const { status, stdout, stderr } = stack.call("down", "--yes", "--stack", "dev");
    assert.equal(status, 1, stdout);
    await stack.paste("pulumi config set protect false --stack *", stderr);
    const asks = await stack.paste("npm start -- --stack * --extend 1h", stderr, { code: 1 });
    await stack.paste("npm start -- ...", asks);
    sound = stack.settings;
  });

  it("is taken down, with settings that have become wrong on top", async () => {
    stack.settings = `config: {a\n${sound}`;
    const said = stack.classroom("down", "--yes", "--stack", "dev");
    assert.match(said, /a quote or a bracket is not closed[\s\S]*Nothing is left/);
    assert.deepEqual(await inventory(stack.emulator), []);
  });
});
