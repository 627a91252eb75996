import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { Instance } from "@aws-sdk/client-ec2";
import { codeDeployClient } from "../../../../aws/codedeploy/client.ts";
import { s3Client } from "../../../../aws/s3/client.ts";
import { zip } from "../../../../engine/provider/values/zip.ts";
import { ended } from "../../../../engine/traffic/boot/outcome.ts";
import { Account, type AccountView } from "../../../../engine/traffic/servers/account.ts";
import { Boots } from "../../../../engine/traffic/servers/boots.ts";
import { Records } from "../../../../engine/traffic/servers/records.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";
import { capturedErrors } from "../../../support/fakes/captured-console.ts";

const REGION = "ap-northeast-2";
const LAUNCHED = new Date(0);

const server = (InstanceId: string, Name: "running" | "terminated"): Instance => ({
  ...{ InstanceId, State: { Name }, LaunchTime: LAUNCHED, ImageId: "ami-1" },
  Tags: [{ Key: "fleet", Value: "class" }],
});

const nothing = () => Promise.resolve({});

const failing = (name: string) => Object.assign(new Error(name), { name });

/** Servers that have booted, of an AWS that is written down here. */
describe("what is known of servers", () => {
  const folder = temporaryFolder();
  const errors = capturedErrors();

  const booted = (instanceId: string) => {
    const records = new Records(folder.path);
    const id = { region: REGION, instanceId };
    const boot = { ...ended(id, { how: "ok" }), active: ["codedeploy-agent"] };
    mkdirSync(records.place(id), { recursive: true });
    writeFileSync(path.join(records.place(id), "boot.json"), JSON.stringify(boot));
    records.write(id, {
      boot,
      launched: LAUNCHED.toISOString(),
      init: "",
      deployment: "",
      deployed: "",
    });
    return { records, id };
  };

  const bootsOf = (
    instances: readonly Instance[],
    getObject: () => Promise<unknown> = () => assert.fail("no bundle is read"),
    taken: readonly string[] = [],
  ) => {
    const s3Location = { bucket: "b", key: "k", bundleType: "zip" };
    const deployed = {
      ...{ deploymentId: "d-1", applicationName: "shop", deploymentGroupName: "all" },
      revision: { s3Location },
    };
    const ec2 = {
      getConsoleOutput: () => Promise.resolve({ Timestamp: LAUNCHED }),
      describeInstanceAttribute: nothing,
      ...{
        describeSecurityGroups: nothing,
        describeRouteTables: nothing,
        describeNetworkAcls: nothing,
      },
      describeInstances: () => Promise.resolve({ Reservations: [{ Instances: instances }] }),
      describeImages: ({ Owners }: { Owners?: string[] }) =>
        Promise.resolve({
          Images: Owners
            ? taken.map((SourceInstanceId) => ({ SourceInstanceId }))
            : [{ ImageId: "ami-1", Name: "other" }],
        }),
    };
    const codeDeploy = {
      listDeployments: () => Promise.resolve({ deployments: ["d-1"] }),
      batchGetDeployments: () => Promise.resolve({ deploymentsInfo: [deployed] }),
      getDeploymentGroup: () =>
        Promise.resolve({
          deploymentGroupInfo: { ec2TagFilters: [{ Key: "fleet", Value: "class" }] },
        }),
    };
    const client = (of: unknown) =>
      Promise.resolve(of === s3Client ? { getObject } : of === codeDeployClient ? codeDeploy : ec2);
    const view = { aws: { client }, regions: () => Promise.resolve([REGION]) };
    return new Boots(new Account(view as unknown as AccountView), folder.path);
  };

  it("has a deployment that could not be read once for the next visit, and one without a bundle not", async () => {
    const { records, id } = booted("i-1");
    const instance = server("i-1", "running");
    const answers = ["TimeoutError", "NoSuchKey"];
    const boots = bootsOf([instance], () => Promise.reject(failing(answers.shift() ?? "")));
    await assert.rejects(boots.of(id, instance), { name: "TimeoutError" });
    assert.equal(records.read(id)?.deployment, "");
    await boots.of(id, instance);
    assert.equal(records.read(id)?.deployment, "d-1");
    assert.match(errors.lines.join("\n"), /^deployment d-1 on i-1: .*NoSuchKey/);
    await boots.of(id, instance);
    assert.deepEqual(answers, []);
  });

  it("has no bundle that is larger than a server's memory here: it is not read", async () => {
    const { id } = booted("i-1");
    const instance = server("i-1", "running");
    const transformToByteArray = () => assert.fail("it is read");
    const large = { ContentLength: 32 * 1024 * 1024 + 1, Body: { transformToByteArray } };
    await bootsOf([instance], () => Promise.resolve(large)).of(id, instance);
    assert.match(
      errors.lines.join("\n"),
      /the bundle has 33554433 bytes, and 33554432 are the most/,
    );
  });

  it("stays as it is where a bundle has names that no files have: it is read once, and the old pages are served", async () => {
    const { records, id } = booted("i-1");
    const instance = server("i-1", "running");
    const appSpec = Buffer.from("os: linux\nfiles: []\n");
    const archive = zip(
      new Map([
        ["appspec.yml", appSpec],
        [".", appSpec],
      ]),
    );
    const bundles = [{ Body: { transformToByteArray: () => Promise.resolve(archive) } }];
    const boots = bootsOf([instance], () => Promise.resolve(bundles.pop() ?? assert.fail()));
    const boot = await boots.of(id, instance);
    assert.deepEqual([boot.outcome, boot.active], [{ how: "ok" }, ["codedeploy-agent"]]);
    assert.match(
      errors.lines.join("\n"),
      /^deployment d-1 on i-1: "\." in it is not the name of a file/,
    );
    assert.equal(records.read(id)?.deployment, "d-1");
    assert.equal(await boots.of(id, instance), boot);
  });

  it("goes when they have ended, but for those of which an image was taken", async () => {
    const places = ["i-1", "i-2"].map((each) => {
      const { records, id } = booted(each);
      return records.place(id);
    });
    const all = [
      server("i-1", "terminated"),
      server("i-2", "terminated"),
      server("i-3", "running"),
    ];
    const boots = bootsOf(all, undefined, ["i-2"]);
    await boots.of({ region: REGION, instanceId: "i-3" }, server("i-3", "running"));
    assert.deepEqual(
      places.map((place) => existsSync(place)),
      [false, true],
    );
  });
});
