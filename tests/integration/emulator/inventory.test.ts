import assert from "node:assert/strict";
import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { type Emulator, startEmulator, stopEmulator } from "../../../engine/emulator/emulator.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { python } from "../../../engine/emulator/moto.ts";

const silent = () => undefined;

describe("the emulator's inventory", () => {
  let folder: string;
  let emulator: Emulator;
  let calls: ChildProcessWithoutNullStreams;
  const messages: string[] = [];

  /** Waits for the next phase of inventory_calls.py. */
  async function phase(name: string): Promise<string[]> {
    while (!messages.includes(name)) {
      assert.equal(calls.exitCode, null, `inventory_calls.py ended before it had ${name}`);
      await Promise.race([once(calls.stdout, "data"), once(calls, "close")]);
    }
    return inventory(emulator);
  }

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "emulator-test-"));
    ({ emulator } = await startEmulator(folder, silent));
    const script = path.join(import.meta.dirname, "inventory_calls.py");
    calls = spawn(await python(silent), [script, emulator.endpoint]);
    calls.stdout
      .setEncoding("utf8")
      .on("data", (text: string) => messages.push(...text.split("\n")));
    calls.stderr.pipe(process.stderr);
  });

  after(async () => {
    calls.kill();
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });

  it("is empty after an account was only looked at", async () => {
    assert.deepEqual(await phase("read"), []);
  });

  it("lists what was made, in every region", async () => {
    calls.stdin.write("\n");
    const kinds = (await phase("created")).map((line) => line.replace(/ .* /, " "));
    assert.deepEqual(
      CREATED.filter((kind) => !kinds.includes(kind)),
      [],
    );
  });

  it("is empty again when all was deleted", async () => {
    calls.stdin.write("\n");
    assert.deepEqual(await phase("deleted"), []);
  });
});

const CREATED = [
  "autoscaling/AutoScalingGroup (ap-northeast-2)",
  "autoscaling/ScalingPolicy (ap-northeast-2)",
  "cloudfront/Distribution (aws)",
  "dynamodb/Table (ap-northeast-2)",
  "ec2/ElasticAddress (ap-northeast-1)",
  "ec2/Instance (ap-northeast-2)",
  "ec2/LaunchTemplate (ap-northeast-2)",
  "ec2/NatGateway (ap-northeast-1)",
  "ec2/Subnet (ap-northeast-1)",
  "ec2/VPC (ap-northeast-1)",
  "ec2/VPC (ap-northeast-2)",
  "ec2/Volume (ap-northeast-2)",
  "events/Rule (ap-northeast-2)",
  "iam/AccountPasswordPolicy (aws)",
  "iam/Role (aws)",
  "iam/User (aws)",
  "iam/account_aliases (aws)",
  "kms/Key (ap-northeast-2)",
  "logs/LogGroup (ap-northeast-2)",
  "rds/DBInstance (ap-northeast-2)",
  "route53/Zone (aws)",
  "s3/Bucket (aws)",
  "secretsmanager/Secret (ap-northeast-2)",
  "sns/Topic (ap-northeast-2)",
  "ssm/Parameter (ap-northeast-2)",
];
