import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { codedeploy } from "../../labs/codedeploy/lab.ts";
import { webPage } from "../../labs/kit/web/web-page.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { inputsOf, ofType, only } from "../support/mocks.ts";
import { Shell } from "../support/shell.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const APP = path.join(import.meta.dirname, "../../labs/codedeploy/app");
const GROUP = "aws:codedeploy/deploymentGroup:DeploymentGroup";
const TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate";

const made = async (settings = {}) => (await recordLab(codedeploy, settings)).resources;

describe("lab codedeploy", () => {
  it("is an application, two deployment groups, and servers for both colors", async () => {
    const counts = inventory(await made());
    assert.equal(counts["aws:codedeploy/application:Application"], 1);
    assert.equal(counts[GROUP], 2);
    assert.equal(counts["aws:autoscaling/group:Group"], 2);
    assert.equal(counts["aws:lb/loadBalancer:LoadBalancer"], 1);
  });

  it("has the load balancer serve the first servers, and leaves the others to CodeDeploy", async () => {
    const groups = inputsOf(await made(), "aws:autoscaling/group:Group", "targetGroupArns");
    assert.ok(groups.codedeploy);
    assert.equal(groups["codedeploy-replacement"], undefined);
  });

  it("deploys to the target group by its name", async () => {
    for (const info of Object.values(inputsOf(await made(), GROUP, "loadBalancerInfo")))
      assert.deepEqual(info, { targetGroupInfos: [{ name: "codedeploy" }] });
  });

  it("goes back when one of the load balancer's alarms rings", async () => {
    const resources = await made();
    const names = ofType(resources, "aws:cloudwatch/metricAlarm:MetricAlarm").map((a) => a.name);
    for (const watch of Object.values(inputsOf(resources, GROUP, "alarmConfiguration")))
      assert.deepEqual(watch, { enabled: true, alarms: names });
    assert.equal(names.length, 4);
  });

  it("brings the agent to every server, and the right to read the bundle", async () => {
    const resources = await made();
    for (const userData of Object.values(inputsOf(resources, TEMPLATE, "userData")))
      assert.match(
        Buffer.from(String(userData), "base64").toString(),
        /REGION='ap-northeast-2'[^]*codedeploy-agent/,
      );
    const policies = inputsOf(resources, "aws:iam/rolePolicy:RolePolicy", "policy");
    assert.match(String(policies["codedeploy-read-bundle"]), /s3:GetObjectVersion/);
  });

  it("packs the AppSpec file, its hooks and the version's page", async () => {
    const { source } = only(await made({ version: "v3" }), "aws:s3/bucketObjectv2:BucketObjectv2")
      .inputs as { source: pulumi.asset.AssetArchive };
    const assets = (await source.assets) as Record<string, { text?: Promise<string> }>;
    assert.deepEqual(Object.keys(assets).sort(), ["appspec.yml", "hooks", "site/index.html"]);
    assert.equal(await assets["site/index.html"]?.text, webPage("v3"));
  });

  it("changes the bundle and no server with the version", async () => {
    const [before, after] = [await made(), await made({ version: "v2" })];
    assert.deepEqual(inputsOf(after, TEMPLATE, "userData"), inputsOf(before, TEMPLATE, "userData"));
  });

  it("gives the commands to deploy with", async () => {
    const { outputs } = await recordLab(codedeploy);
    const bundle = /--s3-location bucket=codedeploy,key=app\.zip,bundleType=zip,version=/;
    const { deployInPlace, deployBlueGreen } = outputs as Record<string, string>;
    assert.match(deployInPlace ?? "", /^aws deploy create-deployment .* in-place /);
    assert.match(deployInPlace ?? "", bundle);
    assert.match(deployBlueGreen ?? "", bundle);
    assert.match(
      deployBlueGreen ?? "",
      /--target-instances autoScalingGroups=codedeploy-replacement$/,
    );
    assert.match(
      String(outputs.deployBack),
      / blue-green .*--target-instances autoScalingGroups=codedeploy$/,
    );
    assert.match(String(outputs.forceAlarm), /--alarm-name codedeploy-load-balancer-web-/);
  });
});

describe("the sample application of lab codedeploy", () => {
  const folder = temporaryFolder();
  const hook = (name: string) => readFileSync(path.join(APP, "hooks", `${name}.sh`), "utf8");
  let shell: Shell;

  beforeEach(() => {
    shell = new Shell(folder.path);
    for (const name of ["dnf", "groupadd", "systemctl"]) shell.stub(name);
  });

  it("has every hook that its AppSpec file names, and no other", () => {
    const { hooks } = parse(readFileSync(path.join(APP, "appspec.yml"), "utf8")) as {
      hooks: Record<string, { location: string }[]>;
    };
    const named = Object.values(hooks).flatMap((steps) => steps.map(({ location }) => location));
    const there = readdirSync(path.join(APP, "hooks")).map((file) => `hooks/${file}`);
    assert.deepEqual(named.sort(), there.sort());
  });

  it("copies its page to where httpd looks, over the one of the first boot", () => {
    const spec = parse(readFileSync(path.join(APP, "appspec.yml"), "utf8")) as object;
    const { version, os, files, file_exists_behavior } = spec as Record<string, unknown>;
    assert.deepEqual([version, os, file_exists_behavior], [0.0, "linux", "OVERWRITE"]);
    assert.deepEqual(files, [{ source: "/site", destination: "/var/www/html" }]);
  });

  it("stops a web server that runs", () => {
    assert.deepEqual(shell.run(hook("stop")).calls, [
      "systemctl is-active --quiet httpd",
      "systemctl stop httpd",
    ]);
  });

  it("has nothing to stop where none runs", () => {
    shell.stub("systemctl", "exit 3");
    const done = shell.run(hook("stop"));
    assert.deepEqual([done.status, done.calls.length], [0, 1]);
  });

  it("installs the web server and the group of its files where they are missing", () => {
    shell.stub("rpm", "exit 1");
    shell.stub("getent", "exit 2");
    const done = shell.run(hook("install"));
    assert.equal(done.status, 0);
    assert.ok(done.calls.includes("dnf install --assumeyes httpd"));
    assert.ok(done.calls.includes("groupadd www"));
  });

  it("installs nothing that is there", () => {
    for (const name of ["rpm", "getent"]) shell.stub(name);
    const done = shell.run(hook("install"));
    assert.deepEqual(
      [done.status, done.calls],
      [0, ["rpm --query --quiet httpd", "getent group www"]],
    );
  });

  it("starts the web server, now and at every boot", () => {
    assert.deepEqual(shell.run(hook("start")).calls, ["systemctl enable --now httpd"]);
  });

  describe("validate.sh", () => {
    const run = () =>
      shell.run(hook("validate"), { DEPLOYMENT_GROUP_ID: "group", DEPLOYMENT_ID: "d-1" });

    beforeEach(() => {
      const archive = "opt/codedeploy-agent/deployment-root/group/d-1/deployment-archive";
      shell.write(`${archive}/site/index.html`, webPage("v2"));
    });

    it("is content when the server serves the bundle's page", () => {
      shell.stub("curl", `printf '%s\\n' '${webPage("v2")}'`);
      assert.deepEqual([run().status, run().stderr], [0, ""]);
    });

    it("fails the deployment when it serves another", () => {
      shell.stub("curl", `printf '%s\\n' '${webPage("v1")}'`);
      const done = run();
      assert.equal(done.status, 1);
      assert.match(done.stderr, /another page than the bundle's/);
    });

    it("fails the deployment when it serves none", () => {
      shell.stub("curl", "echo refused >&2; exit 7");
      assert.deepEqual([run().status, run().stderr], [7, "refused\n"]);
    });
  });
});
