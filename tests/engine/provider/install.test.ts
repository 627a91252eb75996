import assert from "node:assert/strict";
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { installProvider } from "../../../engine/provider/install.ts";
import { findTerraformProvider } from "../../../engine/provider/terraform/find.ts";
import { startTerraform } from "../../../engine/provider/terraform/process.ts";

let home: string;
beforeEach(() => {
  home = mkdtempSync(path.join(os.tmpdir(), "provider-test-"));
});
afterEach(() => {
  rmSync(home, { recursive: true });
});

const platform = `${process.platform}_${process.arch === "x64" ? "amd64" : process.arch}`;
/** Puts a provider into a plugin folder below the test's home. */
function provider(folder: string, version: string, script = ""): string {
  const place = path.join(home, folder, "registry.terraform.io/hashicorp/aws", version, platform);
  mkdirSync(place, { recursive: true });
  const file = path.join(place, `terraform-provider-aws_v${version}_x5`);
  writeFileSync(file, `#!/bin/sh\n${script}\n`);
  chmodSync(file, 0o755);
  return file;
}
const find = (environment: NodeJS.ProcessEnv = {}) =>
  findTerraformProvider({ HOME: home, ...environment });

describe("findTerraformProvider", () => {
  it("takes the newest version, by number", () => {
    provider(".terraform.d/plugins", "5.9.0");
    const file = provider(".terraform.d/plugins", "5.100.0");
    assert.deepEqual(find(), { file, version: "5.100.0" });
  });

  it("prefers the mirror that the environment names", () => {
    provider(".terraform.d/plugins", "5.100.0");
    const file = provider("mirror", "5.1.0");
    assert.equal(find({ TF_PLUGIN_MIRROR: path.join(home, "mirror") })?.file, file);
  });

  it("looks where Terraform's own configuration points", () => {
    const file = provider("shared", "5.2.0");
    writeFileSync(
      path.join(home, ".terraformrc"),
      'provider_installation {\n  filesystem_mirror {\n    path    = "~/shared"\n    include = ["*/*/*"]\n  }\n}\n',
    );
    assert.equal(find()?.file, file);
  });

  it("looks into the plugin cache, but not into one that is commented out", () => {
    const file = provider("cache", "5.3.0");
    provider("old", "5.9.0");
    const config = path.join(home, "tf.rc");
    const line = (name: string) => `plugin_cache_dir = "${path.join(home, name)}"\n`;
    writeFileSync(config, `# ${line("old")}${line("cache")}`);
    assert.equal(find({ TF_CLI_CONFIG_FILE: config })?.file, file);
  });
});

describe("startTerraform", () => {
  it("finds out where the provider listens", async () => {
    const file = provider("p", "5.0.0", "echo '1|5|unix|/tmp/plugin.sock|grpc|'; exec sleep 10");
    const { address, kill, ended } = await startTerraform(file);
    assert.equal(address, "unix:/tmp/plugin.sock");
    kill();
    await ended;
  });

  it("gives it a folder for its socket, which goes with it", async () => {
    const announce =
      'touch "$PLUGIN_UNIX_SOCKET_DIR/s"; echo "1|5|unix|$PLUGIN_UNIX_SOCKET_DIR/s|grpc|"';
    const file = provider("p", "5.0.0", `${announce}; exec sleep 10`);
    const { address, kill, ended } = await startTerraform(file);
    const socket = address.replace(/^unix:/, "");
    assert.ok(existsSync(socket));
    kill();
    await ended;
    assert.ok(!existsSync(path.dirname(socket)));
  });

  it("keeps its socket's path short, however long that of the temporary folder is", async () => {
    const { TMPDIR } = process.env;
    const long = path.join(home, "long".repeat(20));
    mkdirSync(long);
    process.env.TMPDIR = long;
    try {
      const announce = 'echo "1|5|unix|$PLUGIN_UNIX_SOCKET_DIR/plugin1234567890|grpc|"';
      const file = provider("p", "5.0.0", `${announce}; exec sleep 10`);
      const { address, kill } = await startTerraform(file);
      kill();
      assert.ok(address.length - "unix:".length < 104, address);
    } finally {
      if (TMPDIR === undefined) delete process.env.TMPDIR;
      else process.env.TMPDIR = TMPDIR;
    }
  });

  it("says so when the provider ends at once", async () => {
    await assert.rejects(startTerraform(provider("p", "5.0.0", "exit 3")), /ended early \(3\)/);
  });

  it("refuses another protocol", async () => {
    const file = provider("p", "6.0.0", "echo '1|6|unix|/tmp/plugin.sock|grpc|'; exec sleep 10");
    await assert.rejects(startTerraform(file), /expected protocol 5/);
  });

  it("keeps the first lines of a panic", async () => {
    const file = provider("p", "5.0.0", "echo '1|5|unix|/s|grpc|'; echo 'panic: nil map' >&2");
    const { panic, ended } = await startTerraform(file);
    await ended;
    assert.deepEqual(panic, ["panic: nil map"]);
  });
});

describe("installProvider", () => {
  it("leaves an official plugin alone", async function () {
    if (!findTerraformProvider()) this.skip(); // the substitute needs one, which not every machine has
    const sdkFolder = path.join(home, "sdk");
    const plugins = path.join(home, "plugins/resource-aws-v7.0.0");
    mkdirSync(sdkFolder);
    mkdirSync(plugins, { recursive: true });
    writeFileSync(path.join(sdkFolder, "package.json"), '{"version":"7.0.0"}');
    writeFileSync(path.join(plugins, "pulumi-resource-aws"), "official");
    await assert.rejects(installProvider({ pulumiHome: home, sdkFolder }), /it stays unchanged/);
  });

  it("says what to do without the SDK", async function () {
    if (!findTerraformProvider()) this.skip(); // the substitute needs one, which not every machine has
    const sdkFolder = path.join(home, "none");
    await assert.rejects(installProvider({ pulumiHome: home, sdkFolder }), /run npm install/);
  });
});
