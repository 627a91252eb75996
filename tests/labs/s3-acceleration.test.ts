import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { s3Acceleration } from "../../labs/s3-acceleration/lab.ts";
import { inventory, recordLab } from "../support/labs.ts";
import { only } from "../support/mocks.ts";
import { Shell } from "../support/shell.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

const ACCELERATION = "aws:s3/bucketAccelerateConfiguration:BucketAccelerateConfiguration";

describe("lab s3-acceleration", () => {
  it("makes a closed bucket and accelerates it", async () => {
    const { resources } = await recordLab(s3Acceleration);
    assert.deepEqual(inventory(resources), {
      "aws:s3/bucket:Bucket": 1,
      "aws:s3/bucketOwnershipControls:BucketOwnershipControls": 1,
      "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": 1,
      "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": 1,
      "aws:s3/bucketPolicy:BucketPolicy": 1,
      [ACCELERATION]: 1,
    });
    assert.equal(only(resources, ACCELERATION).inputs.status, "Enabled");
  });

  it("exports both endpoints", async () => {
    const { outputs } = await recordLab(s3Acceleration);
    assert.deepEqual(
      [outputs.status, outputs.regionalEndpoint, outputs.acceleratedEndpoint],
      [
        "Enabled",
        "https://s3-acceleration.s3.example.com",
        "https://s3-acceleration.s3-accelerate.amazonaws.com",
      ],
    );
  });

  it("exports the command that compares them, with the file's size and the rounds", async () => {
    const { outputs } = await recordLab(s3Acceleration, { fileSizeMiB: 64, rounds: 5 });
    assert.equal(
      outputs.compare,
      "bash labs/s3-acceleration/compare.sh s3-acceleration ap-northeast-2 64 5",
    );
  });

  it("suspends acceleration, and compares nothing then", async () => {
    const { resources, outputs } = await recordLab(s3Acceleration, { accelerated: false });
    assert.equal(only(resources, ACCELERATION).inputs.status, "Suspended");
    assert.equal(outputs.compare, undefined);
  });

  for (const settings of [{ fileSizeMiB: 0 }, { fileSizeMiB: 2000 }, { rounds: 11 }])
    it(`refuses ${JSON.stringify(settings)}`, () => {
      assert.equal(s3Acceleration.settings.safeParse(settings).success, false);
    });
});

describe("compare.sh", () => {
  const folder = temporaryFolder();
  let shell: Shell;
  const script = readFileSync(
    path.join(import.meta.dirname, "../../labs/s3-acceleration/compare.sh"),
    "utf8",
  );
  const run = (...args: string[]) => shell.run(`set -- ${args.join(" ")}\n${script}`);

  beforeEach(() => {
    shell = new Shell(folder.path);
    shell.real("awk", "cat", "head", "mktemp", "rm", "sleep");
    shell.stub("aws", '[[ "$*" != *s3-accelerate* ]] || sleep 0.3');
  });

  it("uploads by both endpoints in each round, and removes the file", () => {
    const { status, calls } = run("bucket-1", "eu-west-1", "1", "2");
    assert.equal(status, 0);
    const endpoints = calls.map((call) => /--endpoint-url (\S+)/.exec(call)?.[1] ?? call);
    const round = ["https://s3.eu-west-1.amazonaws.com", "https://s3-accelerate.amazonaws.com"];
    assert.deepEqual(endpoints.slice(0, -1), [...round, ...round]);
    assert.match(
      endpoints.at(-1) ?? "",
      /^aws s3 rm .*--region eu-west-1 s3:\/\/bucket-1\/acceleration-test-\d+$/,
    );
  });

  it("prints a table and who was faster", () => {
    const { stdout } = run("bucket-1", "eu-west-1", "1", "2");
    const [head, regional, accelerated, verdict] = stdout.split("\n");
    assert.match(head ?? "", /^endpoint +best \(s\) +mean \(s\) +MiB\/s$/);
    assert.match(regional ?? "", /^regional +0\.\d\d +0\.\d\d +\d+\.\d$/);
    assert.match(accelerated ?? "", /^accelerated +0\.\d\d +0\.\d\d +\d+\.\d$/);
    assert.match(verdict ?? "", /^accelerated is \d+ % slower$/);
  });

  it("ends with the error of an upload that fails, and removes what may be there", () => {
    shell.stub("aws", '[[ "$2" != cp ]] || { echo "AccessDenied" >&2; exit 1; }');
    const { status, stdout, stderr, calls } = run("bucket-1", "eu-west-1");
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(
      stderr,
      /the upload by https:\/\/s3\.eu-west-1\.amazonaws\.com failed:\nAccessDenied/,
    );
    assert.match(calls.at(-1) ?? "", /^aws s3 rm /);
  });

  it("says how it is used", () => {
    const { status, stderr, calls } = run("bucket-1");
    assert.deepEqual([status, calls], [2, []]);
    assert.match(stderr, /usage: compare\.sh BUCKET REGION/);
  });
});
