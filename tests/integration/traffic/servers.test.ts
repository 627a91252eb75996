import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { type LinuxScript, linuxUserData } from "../../../components/server/user-data.ts";
import { answer } from "../../../engine/traffic/servers/web-server/answer.ts";
import { readBoot } from "../../../engine/traffic/boot/boot-record.ts";
import { bootServer, runOnServer } from "../../../engine/traffic/boot/boot.ts";
import type { Boot } from "../../../engine/traffic/boot/outcome.ts";
import type { InitConfig, ServerFacts } from "../../../engine/traffic/boot/facts.ts";
import { PROJECT } from "../../../lib/project.ts";
import { describeServers } from "../../support/traffic/describe-servers.ts";
import { serverFacts } from "../../support/traffic/server-facts.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const userDataOf = (scripts: readonly LinuxScript[]): Promise<string> =>
  new Promise((resolve) => {
    linuxUserData(scripts).apply(resolve);
  });

const text = async (boot: Boot, url: string): Promise<[number | undefined, string | undefined]> => {
  const answered = await answer(boot, { method: "GET", url, headers: {} });
  return [answered?.status, answered?.body.toString()];
};

/** The user data of the labs, carried out in the sandbox; `npm start` does not run servers yet. */
describeServers("servers on this machine", (folder) => {
  const boot = (script: string, facts: Partial<ServerFacts> = {}) =>
    bootServer(serverFacts(script, facts), folder.path);

  it("serve the page of the class's web server", async () => {
    const script = await userDataOf([{ name: "web-server", env: { PAGE: "<h1>it's up</h1>" } }]);
    const done = await boot(script);
    assert.deepEqual([done.outcome, done.webServer], [{ how: "ok" }, "httpd"]);
    assert.deepEqual(await text(done, "/"), [200, "<h1>it's up</h1>\n"]);
    assert.deepEqual(await text(done, "/health"), [200, "ok\n"]);
  });

  it("carry out every script of the class's servers", async () => {
    const script = await userDataOf([
      { name: "mount-volume", env: { DEVICE: "/dev/sdf", MOUNT_POINT: "/mnt" } },
      { name: "mount-efs", env: { FILE_SYSTEM_ID: "fs-1", MOUNT_POINT: "/mnt/efs" } },
      { name: "codedeploy-agent", env: { REGION: "ap-northeast-2" } },
      { name: "web-server", env: { PAGE: "<p>" } },
      { name: "install-stress" },
    ]);
    const done = await boot(script, { devices: ["/dev/sdf"] });
    assert.deepEqual([done.outcome, done.webServer], [{ how: "ok" }, "httpd"]);
    assert.match(done.logs["class-user-data.log"] ?? "", /^Complete!$/m);
  });

  it("fail like a server without a way out, and serve nothing", async () => {
    const script = await userDataOf([{ name: "web-server", env: { PAGE: "<p>" } }]);
    const done = await boot(script, { internet: false });
    assert.deepEqual([done.outcome, done.webServer], [{ how: "failed", exitCode: 1 }, undefined]);
    assert.match(done.logs["class-user-data.log"] ?? "", /Curl error \(28\)/);
    assert.equal(await answer(done, { method: "GET", url: "/", headers: {} }), undefined);
  });

  it("do what the template of lab cloudformation-web asks of cfn-init", async () => {
    const file = path.join(PROJECT, "labs/cloudformation-web/web.template");
    const { Resources } = parse(readFileSync(file, "utf8"), { logLevel: "error" }) as {
      Resources: { Server: { Properties: { UserData: { "Fn::Base64": string } } } };
    };
    const script = Resources.Server.Properties.UserData["Fn::Base64"].replaceAll("${!", "${");
    const init: InitConfig = {
      packages: ["httpd"],
      files: { "/var/www/html/index.html": { content: "<h1>It works!</h1>\n", mode: "000644" } },
      services: ["httpd", "cfn-hup"],
    };
    const done = await boot(script.replaceAll(/\$\{AWS::(\w+)\}/g, "$1"), { init });
    assert.deepEqual(done.outcome, { how: "ok" });
    assert.deepEqual(await text(done, "/"), [200, "<h1>It works!</h1>\n"]);
  });

  it("know themselves by the metadata service, with a token only", async () => {
    const done = await boot(`#!/bin/bash
      url=http://169.254.169.254/latest
      curl -s -o /dev/null -w '%{http_code}\\n' $url/meta-data/instance-id
      curl -s -o /dev/null -w '%{http_code}\\n' -X PUT $url/api/token
      token=$(curl -sS -X PUT $url/api/token -H 'X-aws-ec2-metadata-token-ttl-seconds: 21600')
      ask() { curl -sf -H "X-aws-ec2-metadata-token: $token" "$url/$1"; echo; }
      ask meta-data/instance-id
      ask meta-data/placement/availability-zone
      hostname -I
      ec2-metadata --availability-zone
      ask meta-data/placement/
      curl -s -o /dev/null -w '%{http_code}\\n' -H 'X-aws-ec2-metadata-token: wrong' $url/meta-data/ami-id
      curl -sf -H "X-aws-ec2-metadata-token: $token" $url/meta-data/iam/ || echo "curl ends with $?"`);
    assert.deepEqual(done.console.split("\n"), [
      ...["401", "400", "i-0123456789abcdef0", "ap-northeast-2a", "10.0.1.5"],
      "placement: ap-northeast-2a",
      ...["availability-zone", "region", "401", "curl ends with 22", ""],
    ]);
  });

  it("answer without a token where the metadata service lets them", async () => {
    const done = await boot(
      "#!/bin/bash\ncurl -s http://169.254.169.254/latest/meta-data/instance-id",
      { metadata: "optional" },
    );
    assert.equal(done.console, "i-0123456789abcdef0");
  });

  it("start no service whose package is not installed", async () => {
    const done = await boot("#!/bin/bash\nsystemctl enable --now nginx");
    assert.deepEqual(done.outcome, { how: "failed", exitCode: 1 });
    assert.equal(done.console, "Failed to enable unit: Unit file nginx.service does not exist.\n");
  });

  it("tell a server that runs from one that starts at the next boot only", async () => {
    const done = await boot("#!/bin/bash\ndnf install -y -q nginx\nsystemctl enable nginx");
    assert.deepEqual([done.webServer, done.enabledWebServer], [undefined, "nginx"]);
  });

  it("boot once: later calls read the record", async () => {
    const first = await boot("#!/bin/bash\ndate +%N");
    assert.match(first.console, /^\d{9}\n$/);
    assert.equal((await boot("#!/bin/bash\ndate +%N")).console, first.console);
    assert.equal(readBoot(folder.path)?.console, first.console);
  });

  it("are changed by the hooks of lab codedeploy, as CodeDeploy's agent runs them", async () => {
    const script = await userDataOf([{ name: "web-server", env: { PAGE: "<p>v1</p>" } }]);
    await boot(script);
    const archive = "/opt/codedeploy-agent/deployment-root/group/d-1/deployment-archive";
    const hook = (name: string) => ({
      path: `${archive}/hooks/${name}.sh`,
      content: readFileSync(path.join(PROJECT, `labs/codedeploy/app/hooks/${name}.sh`), "utf8"),
    });
    const page = { path: `${archive}/site/index.html`, content: Buffer.from("<p>v2</p>\n") };
    const steps = ["stop", "install", "start", "validate"].map((name) => `bash hooks/${name}.sh`);
    const deploy = `#!/bin/bash
      export DEPLOYMENT_GROUP_ID=group DEPLOYMENT_ID=d-1
      set -euo pipefail
      cd ${archive}
      ${steps.slice(0, 2).join("\n")}
      cp site/* /var/www/html/
      ${steps.slice(2).join("\n")}`;
    const files = [...["stop", "install", "start", "validate"].map(hook), page];
    const scripts = { scripts: [deploy], files, notes: [] };
    const done = await runOnServer(serverFacts(script), folder.path, scripts);
    assert.deepEqual([done.outcome, done.console], [{ how: "ok" }, ""]);
    assert.deepEqual(await text(done, "/"), [200, "<p>v2</p>\n"]);
    assert.deepEqual(await text(done, "/health"), [200, "ok\n"]);
  });

  it("stay as they were when a later script is ended by a limit", async () => {
    const script = await userDataOf([{ name: "web-server", env: { PAGE: "<p>v1</p>" } }]);
    await boot(script);
    const scripts = { scripts: ["#!/bin/bash\nyes"], files: [], notes: [] };
    const done = await runOnServer(serverFacts(script), folder.path, scripts);
    assert.deepEqual(done.outcome, { how: "limit", limit: "output" });
    assert.deepEqual(await text(done, "/"), [200, "<p>v1</p>\n"]);
    assert.deepEqual(readBoot(folder.path), done);
  });

  it("keep from visitors what the web server's user may not read", async () => {
    const done = await boot(`#!/bin/bash
      dnf install -y httpd && systemctl enable --now httpd
      cd /var/www/html && mkdir private empty && echo page >index.html
      echo secret >mine.html && chmod 600 mine.html
      echo secret >private/a.html && chmod 700 private`);
    const statuses = ["/", "/mine.html", "/private/a.html", "/empty/", "/none"].map(
      async (url) => (await text(done, url))[0],
    );
    assert.deepEqual(await Promise.all(statuses), [200, 403, 403, 403, 404]);
    assert.deepEqual(readdirSync(done.webRoot ?? ""), ["empty", "index.html"]);
  });

  it("leave nothing but the record and the pages", async () => {
    await boot("#!/bin/bash\ndnf install -y httpd\nsystemctl start httpd");
    assert.deepEqual(readdirSync(folder.path).sort(), ["boot.json", "www-a"]);
    assert.equal(existsSync("/run/class"), false);
  });
});

describe("servers where there is no sandbox", () => {
  const folder = temporaryFolder();

  it("say so, and run nothing", async () => {
    const facts = serverFacts(`#!/bin/bash\ntouch ${folder.path}/ran`);
    const { outcome, webServer } = await bootServer(facts, folder.path, { env: { PATH: "" } });
    assert.equal(outcome.how, "not running here");
    assert.match(
      "reason" in outcome ? outcome.reason : "",
      /bubblewrap is not installed|need Linux/,
    );
    assert.deepEqual([webServer, readdirSync(folder.path)], [undefined, []]);
  });
});
