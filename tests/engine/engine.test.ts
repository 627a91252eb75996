import assert from "node:assert/strict";
import { existsSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { chooseEngine, NoEngineError } from "../../engine/engine.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { AWS, FakeMachine, NPM } from "./fake-machine.ts";

const silent = () => undefined;

describe("the choice of the engine", () => {
  let machine: FakeMachine;
  const choose = () => chooseEngine(machine, silent);
  const reasons = async () => {
    const error = await choose().then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof NoEngineError);
    return error.reasons;
  };

  beforeEach(() => {
    machine = new FakeMachine();
  });

  afterEach(() => {
    machine.remove();
  });

  it("prefers an installed CLI and plugin, and leaves their home alone", async () => {
    const command = machine.cli("bin");
    machine.plugin("home/.pulumi");
    machine.go();
    machine.terraform = { file: "terraform", version: "5.100.0" };
    const engine = await choose();
    assert.equal(engine.command, command);
    assert.equal(engine.env.PULUMI_HOME, path.join(machine.home, ".pulumi"));
    assert.ok(engine.official);
    assert.equal(machine.asked, 0);
  });

  it("finds a CLI that is not on PATH in its home, PULUMI_HOME before the default", async () => {
    machine.cli("home/.pulumi/bin");
    machine.plugin("home/.pulumi");
    assert.equal((await choose()).command, path.join(machine.home, ".pulumi/bin/pulumi"));
    machine.env.PULUMI_HOME = path.join(machine.folder, "elsewhere");
    const command = machine.cli("elsewhere/bin");
    machine.plugin("elsewhere");
    assert.equal((await choose()).command, command);
  });

  it("takes what the npm package has downloaded before, without asking the network", async () => {
    const command = machine.cli(`home/.pulumi/versions/${NPM}/bin`);
    machine.plugin("home/.pulumi");
    const engine = await choose();
    assert.equal(engine.command, command);
    assert.match(engine.description, /v3\.265\.0, the official download/);
    assert.equal(machine.asked, 0);
  });

  it("downloads the CLI and the plugin when the site answers", async () => {
    machine.online = true;
    const bin = path.join(machine.home, `.pulumi/versions/${NPM}/bin`);
    const pulumi = `mkdir -p "$PULUMI_HOME/installed-$2-$3-$4-$5"`;
    machine.put(
      "project/node_modules/pulumi/run.js",
      `const { mkdirSync, writeFileSync } = require("node:fs");
       if (!process.env.NODE_USE_ENV_PROXY) throw new Error("fetches past the proxy");
       mkdirSync(${JSON.stringify(bin)}, { recursive: true });
       writeFileSync(${JSON.stringify(`${bin}/pulumi`)}, ${JSON.stringify(`#!/bin/sh\n${pulumi}\n`)}, { mode: 0o755 });`,
    );
    const engine = await choose();
    assert.equal(engine.command, path.join(bin, "pulumi"));
    assert.ok(existsSync(path.join(machine.home, `.pulumi/installed-install-resource-aws-${AWS}`)));
    assert.ok(engine.official);
  });

  it("builds from Go modules and bridges when there is nothing else, away from the user's home", async () => {
    machine.go();
    machine.terraform = { file: "terraform", version: "5.100.0" };
    const engine = await choose();
    assert.equal(
      engine.description,
      "pulumi v3.200.0 built from Go modules; AWS provider: bridge to Terraform AWS provider 5.100.0",
    );
    assert.ok(engine.env.PULUMI_HOME?.startsWith(path.join(machine.home, ".cache/aws-class/")));
    assert.equal(engine.env.PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION, "true");
    assert.ok(!engine.official);
    assert.ok(!existsSync(path.join(machine.home, ".pulumi")));
  });

  it("uses an earlier build when Go is gone", async () => {
    machine.go();
    machine.terraform = { file: "terraform", version: "5.100.0" };
    const { command } = await choose();
    rmSync(path.join(machine.bin, "go"));
    assert.equal((await choose()).command, command);
  });

  it("bridges for an installed CLI whose plugin cannot be had, and keeps the user's login", async () => {
    machine.cli("bin");
    machine.put("home/.pulumi/credentials.json", "{}");
    machine.terraform = { file: "terraform", version: "5.100.0" };
    const { env } = await choose();
    assert.match(env.PULUMI_HOME ?? "", /aws-class\/home-bridge-/);
    assert.equal(env.PULUMI_CREDENTIALS_PATH, path.join(machine.home, ".pulumi"));
  });

  it("does not take a plugin for installed whose download was cut off", async () => {
    machine.cli("bin");
    machine.plugin("home/.pulumi");
    machine.put(`home/.pulumi/plugins/resource-aws-v${AWS}.partial`, "");
    machine.terraform = { file: "terraform", version: "5.100.0" };
    assert.match((await choose()).description, /bridge/);
  });

  it("puts the project's Node before any other, and the CLI's folder on the PATH", async () => {
    machine.cli("home/.pulumi/bin");
    machine.plugin("home/.pulumi");
    const folders = (await choose()).env.PATH?.split(":") ?? [];
    assert.equal(folders[0], path.join(machine.project, "node_modules/.bin"));
    assert.equal(folders[1], path.join(machine.home, ".pulumi/bin"));
  });

  it("asks a CLI for its version once, and again when it was replaced", async () => {
    const command = machine.cli("bin");
    machine.plugin("home/.pulumi");
    await choose();
    writeFileSync(command, "#!/bin/sh\nexit 1\n");
    assert.match((await reasons())[0] ?? "", /pulumi version ended with 1/);
    machine.cli("bin", "v3.301.0");
    utimesSync(command, 1, 1);
    assert.match((await choose()).description, /v3\.301\.0/);
  });

  it("gives the reason for each way to a CLI that is not open", async () => {
    machine.go("go1.20");
    assert.deepEqual(await reasons(), [
      `installed: there is no pulumi on PATH or in ${machine.home}/.pulumi/bin`,
      "official download: get.pulumi.com cannot be reached (ENOTFOUND)",
      `built from Go modules: needs go 1.24, but ${machine.bin}/go is go1.20`,
    ]);
  });

  it("says first what is missing and what to install", async () => {
    rmSync(machine.bin, { recursive: true, force: true });
    await assert.rejects(
      choose(),
      /^Error: Pulumi is not installed.*: install Pulumi \(https.*\), or Go 1\.24 or newer .*, then run this again\. Tried:\n- /,
    );
    machine.cli("bin");
    await assert.rejects(choose(), /Pulumi's AWS provider is not installed.*TF_PLUGIN_MIRROR/);
  });

  for (const [said, sentence] of [
    ["dial tcp: lookup proxy.golang.org: no such host", /modules cannot be downloaded; check the/],
    ["module lookup disabled by GOPROXY=off", /modules cannot be downloaded.*\(.*GOPROXY=off\)/],
    ["write /tmp/go-build1: no space left on device", /^The disk is full: free up to 3 GB/],
    ["syntax error", /bin\/go .* ended with 1: syntax error/],
  ] as const)
    it(`explains that Go says "${said}"`, async () => {
      machine.go();
      machine.command(
        "bin/go",
        `[ "$1" = env ] && echo go1.30.1 && exit; echo "${said}" >&2; exit 1`,
      );
      const error: unknown = await choose().catch((reason: unknown) => reason);
      assert.ok(error instanceof ExplainedError, String(error));
      assert.match(error.message, sentence);
    });

  it("gives the reason for each way to the AWS provider that is not open", async () => {
    machine.cli("bin");
    assert.deepEqual(await reasons(), [
      `installed: there is no ${machine.home}/.pulumi/plugins/resource-aws-v${AWS}, and no pulumi-resource-aws on PATH`,
      "official download: get.pulumi.com cannot be reached (ENOTFOUND)",
      "bridge: there is no Terraform AWS provider on this machine",
    ]);
  });

  it("does not take a CLI that comes without the host of Node programs", async () => {
    rmSync(path.join(path.dirname(machine.cli("bin")), "pulumi-language-nodejs"));
    assert.match((await reasons())[0] ?? "", /comes without pulumi-language-nodejs/);
  });
});
