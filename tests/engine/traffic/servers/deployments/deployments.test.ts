import assert from "node:assert/strict";
import { zip } from "../../../../../engine/provider/values/zip.ts";
import { deploymentScripts } from "../../../../../engine/traffic/servers/deployments/app-spec.ts";
import { unzip } from "../../../../../engine/traffic/bundles/unzip.ts";

const bundle = (appSpec: string) => new Map([["appspec.yml", Buffer.from(appSpec)]]);

const ROOT = "/opt/codedeploy-agent/deployment-root";

const REVISION = { deploymentId: "d-1", applicationName: "shop", groupName: "it's" };

describe("a bundle that CodeDeploy brings to a server", () => {
  it("is unpacked, files only", () => {
    const files = new Map([
      ["appspec.yml", Buffer.from("version: 0.0\n")],
      ["site/a b.html", Buffer.alloc(100_000, "x")],
    ]);
    assert.deepEqual(unzip(zip(files)), files);
  });

  it("is refused when it is no zip file, damaged, or larger than a server's disk", () => {
    assert.throws(() => unzip(Buffer.from("hello")), /not a valid zip file/);
    const whole = zip(new Map([["a", Buffer.from("a")]]));
    assert.throws(() => unzip(whole.subarray(whole.length - 22)), /damaged|out of range/);
    const bomb = zip(new Map([["a", Buffer.alloc(17 * 1024 * 1024)]]));
    assert.throws(() => unzip(bomb), /larger than/);
  });

  it("is refused when it names what files on a server cannot have", () => {
    const named = (...names: string[]) => {
      const files = new Map(names.map((name) => [name, Buffer.from(name)]));
      return () => unzip(zip(files));
    };
    const korean = "가".normalize("NFD").repeat(43); // 258 bytes
    assert.throws(named(`site/${korean}.html`), /a name in it has 263 bytes, and 255 are the most/);
    assert.throws(named("ab/".repeat(1024) + "c"), /a path in it has 3073 bytes/);
    for (const names of [
      ["a", "a-b", "a/b"],
      ["x/a/b/c", "x/a", "x/a.html"],
      ["a", "./a//b"],
    ])
      assert.throws(named(...names), /^Error: (x\/)?a in it is both a file and a folder$/);
    for (const name of ["../a", "a/../../b", "a/..", "a\0b", "."])
      assert.throws(named(name), /^Error: ".*" in it is not the name of a file$/);
    assert.equal(named("a", "a.html", "b/a", "ab/c", `${korean.slice(0, -4)}/x`)().size, 5);
  });

  it("is carried out in CodeDeploy's order: hooks before, files, hooks after", () => {
    const files = bundle(`
      version: 0.0
      os: linux
      files:
        - { source: /site, destination: /var/www/html }
      hooks:
        ValidateService: [{ location: hooks/validate.sh, timeout: 60 }]
        ApplicationStop: [{ location: hooks/stop.sh }]
        BeforeInstall: [{ location: hooks/it's.sh, timeout: "5" }]`);
    const { scripts, files: written } = deploymentScripts({ ...REVISION, files });
    const [script = ""] = scripts;
    assert.match(script, /^export DEPLOYMENT_GROUP_ID='it'\\''s'$/m);
    const steps = script.split("\n").filter((line) => /^(hook |cd |echo|if .*cp )/.test(line));
    assert.deepEqual(steps, [
      "echo 'LifecycleEvent - ApplicationStop'",
      `cd '${ROOT}/it'\\''s/d-1/deployment-archive'`,
      "echo 'LifecycleEvent - DownloadBundle'",
      "echo 'LifecycleEvent - BeforeInstall'",
      `hook BeforeInstall 5 'hooks/it'\\''s.sh'`,
      "echo 'LifecycleEvent - Install'",
      "if [[ -d './site' ]]; then cp -r './site'/. '/var/www/html'; else cp './site' '/var/www/html'; fi",
      "echo 'LifecycleEvent - AfterInstall'",
      "echo 'LifecycleEvent - ApplicationStart'",
      "echo 'LifecycleEvent - ValidateService'",
      "hook ValidateService 60 'hooks/validate.sh'",
    ]);
    const [first] = written;
    assert.equal(
      first?.path,
      "/opt/codedeploy-agent/deployment-root/it's/d-1/deployment-archive/appspec.yml",
    );
  });

  it("is stopped by the hooks of the bundle before, from that one's folder", () => {
    const spec = (script: string) =>
      bundle(`{ os: linux, hooks: { ApplicationStop: [{ location: ${script} }] } }`);
    const previous = { deploymentId: "d-0", groupName: "web", files: spec("old.sh") };
    const { scripts, files } = deploymentScripts({ ...REVISION, files: spec("new.sh") }, previous);
    assert.deepEqual(
      scripts[0]?.split("\n").filter((line) => /^(hook |cd )/.test(line)),
      [
        `cd '${ROOT}/web/d-0/deployment-archive'`,
        "hook ApplicationStop 3600 'old.sh'",
        `cd '${ROOT}/it'\\''s/d-1/deployment-archive'`,
      ],
    );
    assert.equal(files.length, 2);
  });

  it("is not stopped by hooks where that bundle is none any more in S3", () => {
    const files = bundle("os: linux");
    for (const broken of ["os: windows", "os: ["]) {
      const previous = { deploymentId: "d-0", groupName: "web", files: bundle(broken) };
      const [script] = deploymentScripts({ ...REVISION, files }, previous).scripts;
      assert.equal(script, deploymentScripts({ ...REVISION, files }).scripts[0]);
    }
  });

  it("is refused without a valid AppSpec file for Linux", () => {
    const scripts = (files: Map<string, Buffer>) => deploymentScripts({ ...REVISION, files });
    assert.throws(() => scripts(new Map()), /the bundle has no appspec\.yml/);
    assert.throws(() => scripts(bundle("os: windows")), /appspec\.yml: os: /);
  });
});
