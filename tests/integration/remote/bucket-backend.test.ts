import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import type { S3 } from "@aws-sdk/client-s3";
import { Aws } from "../../../aws/clients.ts";
import { PulumiStack } from "../../../classroom/pulumi/pulumi-stack.ts";
import { lockHolder } from "../../../classroom/pulumi/stack-state.ts";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import { type Emulator, startEmulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { findEngine } from "../../../engine/engine.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import type { Machine } from "../../nightly/shards/machine.ts";
import { inOrder } from "../../support/processes/in-order.ts";
import { DOWN, TwoMachines } from "./two-machines.ts";

const REGION = "ap-northeast-2";
const BUCKET = "states";
const OWN = ".aws-class/dev/";
const LOCK = `${OWN}lock`;
const PULUMIS = ".pulumi/locks/organization/class/dev/other.json";
const silent = () => undefined;

describe("a class on two machines, with its state in S3", function () {
  this.timeout("10m");
  inOrder();
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-bucket-"));
  let emulator: Emulator;
  let s3: S3;
  let machines: TwoMachines;
  let one: Machine;
  let other: Machine;
  let backend: string;

  before(async () => {
    ({ emulator } = await startEmulator(folder, console.error));
    s3 = await new Aws({ region: REGION, env: emulator.env }).client(s3Client);
    await s3.createBucket({
      Bucket: BUCKET,
      CreateBucketConfiguration: { LocationConstraint: REGION },
    });
    const { host } = new URL(emulator.endpoint);
    backend = `s3://${BUCKET}?region=${REGION}&endpoint=${host}&disableSSL=true&s3ForcePathStyle=true`;
    machines = await TwoMachines.up(emulator, backend);
    ({ one, other } = machines);
  });
  after(async () => {
    machines.remove();
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });

  const put = (Key: string, Body: string) => s3.putObject({ Bucket: BUCKET, Key, Body });
  const remove = (Key: string) => s3.deleteObject({ Bucket: BUCKET, Key });
  async function files(): Promise<string[]> {
    const { Contents = [] } = await s3.listObjectsV2({ Bucket: BUCKET, Prefix: OWN });
    return Contents.map(({ Key = "" }) => Key.slice(OWN.length));
  }
  async function textOf(Key: string): Promise<string> {
    const { Body } = await s3.getObject({ Bucket: BUCKET, Key });
    return (await Body?.transformToString()) ?? "";
  }

  it("is not destroyed while a command of another machine holds its lock", async () => {
    const theirs = `process 12 on laptop, since 2026-12-01T09:00:00Z\n{"pid":12,"started":"1","place":"x pid:[1]"}`;
    await put(LOCK, theirs);
    await machines.refused(one, DOWN, /process 12 on laptop.*aws s3 rm s3:\/\/states\/.*\/lock/);
    assert.equal(await textOf(LOCK), theirs);
    await remove(LOCK);
  });

  it("is not destroyed while Pulumi of another machine holds its lock", async () => {
    const lock = { pid: 7, username: "kim", hostname: "laptop", timestamp: "2026-12-01T09:00:00Z" };
    await put(PULUMIS, JSON.stringify(lock));
    await machines.refused(one, DOWN, /Another run is working on stack dev .*kim@laptop \(pid 7\)/);
    // As on a backend whose files only Pulumi reads.
    const env = { ...emulator.env, PULUMI_BACKEND_URL: backend };
    const stack = new PulumiStack(await findEngine(console.error), { name: "dev", env });
    assert.match((await lockHolder(stack)) ?? "", /other\.json.*: created by kim@laptop \(pid 7\)/);
    await remove(PULUMIS);
    const before = one.pulumi("stack", "export", "--stack", "dev");
    assert.equal(await lockHolder(stack), undefined);
    assert.equal(one.pulumi("stack", "export", "--stack", "dev"), before);
  });

  it("is not searched by a record that somebody has cut off, and nothing is deleted", async () => {
    const whole = await textOf(`${OWN}record.json`);
    assert.match(whole, /aws:s3\/bucket/);
    await put(`${OWN}record.json`, whole.slice(0, -20));
    for (const args of [DOWN, ["leftovers", "--stack", "dev"]])
      await machines.refused(
        other,
        args,
        /record.json, .*cannot be read.*Nothing is deleted without it/,
      );
    await put(`${OWN}record.json`, whole);
  });

  it("gives its lock to one command, by S3's own condition, and it is released", async () => {
    const shelf = () => new BucketShelf(s3, BUCKET, "", "dev");
    let most = 0;
    let inside = 0;
    const work = async () => {
      most = Math.max(most, ++inside);
      assert.ok((await files()).includes("lock")); // no object of its own: the emulator knows the condition
      inside--;
    };
    const ends = await Promise.allSettled([1, 2, 3].map(() => shelf().exclusively(silent, work)));
    assert.deepEqual([most, ends.filter(({ status }) => status === "fulfilled").length], [1, 1]);
    assert.deepEqual(await files(), ["record.json"]);
  });

  it("is destroyed once by two commands that begin together, on two machines", async () => {
    const { done, said } = await machines.downTogether();
    assert.ok(done.includes(true), said);
    assert.deepEqual(
      (await inventory(emulator)).filter((line) => !line.includes(BUCKET)),
      [],
      said,
    );
  });

  it("has its record laid aside, and no lock left", async () => {
    const left = await files();
    assert.ok(
      left.every((name) => /^record-[\w-]+\.json$/.test(name)),
      left.join(),
    );
    assert.ok(left.length >= 1);
  });
});
