import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { emulatedConfig } from "../../classroom/preview/emulated.ts";
import { type Emulator, startEmulator, stopEmulator } from "../../engine/emulator/emulator.ts";
import { findEngine } from "../../engine/engine.ts";
import { PROJECT } from "../../lib/project.ts";
import { ED25519_KEY } from "../support/keys.ts";
import {
  type DocRun,
  ENVIRONMENT,
  FIRST_CLASS,
  ON_THIS_MACHINE,
  PROTECTED,
} from "../support/printed/doc-runs.ts";
import { UserShell } from "../support/printed/user-shell.ts";
import { ProjectCopy } from "../support/project-copy.ts";
import { inOrder } from "../support/processes/in-order.ts";

/** As a reader goes through them, in a copy of the project; the emulator stands in for AWS by the SDKs' own variable. */
describe("the commands of the guides", function () {
  this.timeout("10m");
  this.retries(0); // a command finds what those before it have made
  inOrder();
  let copy: ProjectCopy;
  let emulator: Emulator;
  let shell: UserShell;

  before(async () => {
    copy = new ProjectCopy();
    copy.configure("dev", emulatedConfig({}));
    copy.configure("prod", emulatedConfig({ "class:labs": { "s3-bucket": true } }));
    copy.configure("local", { "class:labs": { "s3-bucket": true } });
    const [state, home] = ["state", "emulated"].map((name) => path.join(copy.folder, name));
    for (const folder of [state, home]) mkdirSync(folder ?? "");
    ({ emulator } = await startEmulator(home ?? "", console.error));
    const env = {
      ...emulator.env,
      AWS_REGION: "ap-northeast-2",
      AWS_DEFAULT_REGION: "ap-northeast-2", // for version 1 of the AWS CLI
      PULUMI_BACKEND_URL: `file://${state}`,
      PULUMI_CONFIG_PASSPHRASE: "of the test",
    };
    shell = await UserShell.open(await findEngine(console.error), env, copy.folder);
    const keys = path.join(shell.folder, "home/.ssh");
    mkdirSync(keys);
    writeFileSync(path.join(keys, "id_ed25519.pub"), ED25519_KEY);
    writeFileSync(path.join(copy.folder, "trust.json"), trustPolicy());
  });
  after(async () => {
    await shell.run("npm run down"); // of a run that failed
    await stopEmulator(path.join(copy.folder, "emulated"));
    shell.close();
    copy.remove();
  });

  function work(runs: readonly DocRun[], env: NodeJS.ProcessEnv = {}): void {
    for (const { command, with: more, prints } of runs)
      it(`work as they are shown: ${command}`, async () => {
        const { code, said } = await shell.run([command, more ?? ""].join(" ").trim(), env);
        assert.equal(code, 0, said);
        if (prints) assert.match(said, prints);
      });
  }

  describe("for a new environment", () => {
    work(ENVIRONMENT);
  });

  describe("for a class on AWS", () => {
    work(FIRST_CLASS);
  });

  describe("for a class with protected data", () => {
    work(PROTECTED);
  });

  describe("for a class on this machine", () => {
    work(ON_THIS_MACHINE, { AWS_ENDPOINT_URL: undefined, PULUMI_BACKEND_URL: undefined });
  });
});

/** The trust policy of docs/environments.md. */
function trustPolicy(): string {
  const text = readFileSync(path.join(PROJECT, "docs/environments.md"), "utf8");
  const [, policy = ""] = /^```json\n([^]*?)^```/m.exec(text) ?? [];
  return policy;
}
