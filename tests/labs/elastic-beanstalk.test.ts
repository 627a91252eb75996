import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { copyFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import path from "node:path";
import type * as pulumi from "@pulumi/pulumi";
import { parse } from "yaml";
import { elasticBeanstalk } from "../../labs/elastic-beanstalk/lab.ts";
import { webPage } from "../../labs/kit/web/web-page.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { only } from "../support/mocks.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const APP = path.join(import.meta.dirname, "../../labs/elastic-beanstalk/app");
const OBJECT = "aws:s3/bucketObjectv2:BucketObjectv2";
const VERSION = "aws:elasticbeanstalk/applicationVersion:ApplicationVersion";

const made = async (settings = {}) => (await recordLab(elasticBeanstalk, settings)).resources;

describe("lab elastic-beanstalk", () => {
  it("is an application, one version of it, and an environment", async () => {
    const counts = inventory(await made());
    assert.equal(counts["aws:elasticbeanstalk/application:Application"], 1);
    assert.equal(counts[VERSION], 1);
    assert.equal(counts["aws:elasticbeanstalk/environment:Environment"], 1);
  });

  it("packs the application and the version's page", async () => {
    const { source } = only(await made({ version: "v3" }), OBJECT).inputs as {
      source: pulumi.asset.AssetArchive;
    };
    const assets = (await source.assets) as Record<string, { text?: Promise<string> }>;
    assert.deepEqual(Object.keys(assets).sort(), ["package.json", "page.html", "server.js"]);
    assert.equal(await assets["page.html"]?.text, webPage("v3"));
  });

  it("deploys another version under another key and label", async () => {
    const resources = await made({ version: "v2" });
    const { name, key } = only(resources, VERSION).inputs;
    assert.deepEqual([name, key], ["v2", "app-v2.zip"]);
    const environment = only(resources, "aws:elasticbeanstalk/environment:Environment");
    assert.equal(environment.inputs.version, "v2");
  });

  it("writes what `eb init` would ask", async () => {
    const { outputs } = await recordLab(elasticBeanstalk);
    assert.deepEqual(parse(String(outputs.ebConfig)), {
      "branch-defaults": { default: { environment: "elastic-beanstalk" } },
      global: {
        application_name: "elastic-beanstalk",
        default_ec2_keyname: null,
        default_platform: "Node.js 22 running on 64bit Amazon Linux 2023",
        default_region: "ap-northeast-2",
        profile: null,
        sc: null,
        workspace_type: "Application",
      },
    });
  });

  it("gives the environment's URL", async () => {
    const { outputs } = await recordLab(elasticBeanstalk);
    assert.equal(outputs.url, "http://elastic-beanstalk.elasticbeanstalk.example.com");
  });
});

describe("the sample application of lab elastic-beanstalk", () => {
  const folder = temporaryFolder();
  let url: string;
  let server: ChildProcess;

  beforeEach(async () => {
    for (const file of ["package.json", "server.js"])
      copyFileSync(path.join(APP, file), path.join(folder.path, file));
    writeFileSync(path.join(folder.path, "page.html"), webPage("v5"));
    const port = await freePort();
    server = spawn(process.execPath, ["server.js"], {
      cwd: folder.path,
      env: { ...process.env, PORT: String(port) },
      stdio: "inherit",
    });
    url = `http://127.0.0.1:${port}`;
    await answering(url);
  });

  afterEach(() => {
    server.kill();
  });

  it("serves its page at the port it is told", async () => {
    const response = await fetch(url);
    assert.equal(response.headers.get("content-type"), "text/html; charset=utf-8");
    assert.match(await response.text(), /<title>v5</);
  });

  it("answers health checks, and 404 for what it does not have", async () => {
    assert.equal(await (await fetch(`${url}/health`)).text(), "ok\n");
    assert.equal((await fetch(`${url}/nothing`)).status, 404);
  });
});

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, "127.0.0.1", () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => {
        resolve(port);
      });
    });
  });
}

/** Resolves once somebody answers. @throws the last failure when nobody does */
async function answering(url: string): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await fetch(url);
      return;
    } catch (error) {
      if (attempt === 100) throw error;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}
