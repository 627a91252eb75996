import assert from "node:assert/strict";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from "node:fs";
import os from "node:os";
import path from "node:path";
import { chooseEngine, NoEngineError } from "../../engine/engine.ts";
import type { Machine } from "../../engine/machine.ts";

const AWS = "7.48.0";
const NPM = "3.265.0";
const silent = () => undefined;

/** A machine in a temporary folder: what it has decides which engine is chosen. */
class FakeMachine implements Machine {
  readonly folder = mkdtempSync(path.join(os.tmpdir(), "engine-test-"));
  readonly project = path.join(this.folder, "project");
  readonly home = path.join(this.folder, "home");
  readonly env: NodeJS.ProcessEnv = {
    HOME: this.home,
    PATH: [path.join(this.project, "node_modules/.bin"), this.bin, "/usr/bin", "/bin"].join(":"),
  };
  terraform: { file: string; version: string } | undefined;
  online = false;
  asked = 0;

  constructor() {
    this.put("project/node_modules/@pulumi/aws/package.json", JSON.stringify({ version: AWS }));
    this.put("project/node_modules/pulumi/package.json", JSON.stringify({ version: NPM }));
    this.command("project/node_modules/.bin/pulumi", "echo the launcher must not be taken");
  }

  get bin(): string {
    return path.join(this.folder, "bin");
  }

  readonly siteProblem = () => {
    this.asked++;
    return Promise.resolve(
      this.online ? undefined : "get.pulumi.com cannot be reached (ENOTFOUND)",
    );
  };

  readonly bridge: Machine["bridge"] = {
    find: () => this.terraform,
    install: ({ pulumiHome }) => {
      const plugin = this.plugin(path.relative(this.folder, pulumiHome));
      return Promise.resolve({ plugin, terraform: "", fresh: false });
    },
  };

  put(file: string, content: string): string {
    const full = path.join(this.folder, file);
    mkdirSync(path.dirname(full), { recursive: true });
    writeFileSync(full, content);
    return full;
  }

  command(file: string, script: string): string {
    const full = this.put(file, `#!/bin/sh\n${script}\n`);
    chmodSync(full, 0o755);
    return full;
  }

  /** Installs a CLI, with the language host beside it, that counts how often it is asked for its version. */
  cli(folder: string, version = "v3.300.0"): string {
    this.command(`${folder}/pulumi-language-nodejs`, "");
    const count = path.join(this.folder, "version-calls");
    return this.command(`${folder}/pulumi`, `echo x >> '${count}'; echo ${version}`);
  }

  plugin(home: string): string {
    return this.command(`${home}/plugins/resource-aws-v${AWS}/pulumi-resource-aws`, "");
  }

  /** Puts a finished Go build where an earlier run would have left it: beside a Go that makes it in no time. */
  go(version = "go1.30.1"): void {
    const host = path.join(this.folder, "language-host");
    mkdirSync(host, { recursive: true });
    writeFileSync(path.join(host, "main.go"), 'fmt.Sprintf("127.0.0.1:%d", handle.Port)');
    const build = [
      `[ "$1" = env ] && echo ${version} && exit`,
      `[ "$1" = list ] && echo '${host}' && exit`,
      'while [ "$1" != -o ]; do shift; done',
      'echo "#!/bin/sh" > "$2"; chmod +x "$2"',
    ];
    this.command("bin/go", build.join("\n"));
  }

  remove(): void {
    rmSync(this.folder, { recursive: true });
  }
}

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
