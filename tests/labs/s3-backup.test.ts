import assert from "node:assert/strict";
import { s3Backup } from "../../labs/s3-backup/lab.ts";
import { inventory, recordLab, secretOutputs } from "../support/labs.ts";
import { only, type Recorded } from "../support/mocks.ts";

const ARN = "arn:aws:mock:ap-northeast-2:123456789012:Bucket/s3-backup";

interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string;
  readonly Condition?: unknown;
}

const statements = (resources: Recorded[]) =>
  (
    JSON.parse(only(resources, "aws:iam/userPolicy:UserPolicy").inputs.policy as string) as {
      Statement: Statement[];
    }
  ).Statement;

describe("lab s3-backup", () => {
  it("makes a versioned bucket and a user with one key and one policy", async () => {
    const { resources } = await recordLab(s3Backup);
    const made = inventory(resources);
    const types = ["aws:s3/bucket:Bucket", "aws:s3/bucketVersioning:BucketVersioning"];
    const iam = ["user:User", "userPolicy:UserPolicy", "accessKey:AccessKey"];
    const all = [...types, ...iam.map((type) => `aws:iam/${type}`)];
    assert.deepEqual(
      all.map((type) => made[type]),
      all.map(() => 1),
    );
  });

  it("lets the user list and write one prefix, by name and without another wildcard", async () => {
    const { resources } = await recordLab(s3Backup);
    const [list, keep, ...more] = statements(resources);
    assert.deepEqual(more, []);
    assert.deepEqual([list?.Action, list?.Resource], ["s3:ListBucket", ARN]);
    assert.deepEqual(list?.Condition, { StringLike: { "s3:prefix": ["backup/*"] } });
    assert.deepEqual(keep?.Action, ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"]);
    assert.equal(keep.Resource, `${ARN}/backup/*`);
  });

  it("lets the user delete only with allowDelete", async () => {
    const { resources } = await recordLab(s3Backup, { allowDelete: true, prefix: "laptop" });
    const [, keep] = statements(resources);
    assert.deepEqual(keep?.Action.slice(-1), ["s3:DeleteObject"]);
    assert.equal(keep.Resource, `${ARN}/laptop/*`);
  });

  it("names the policy, so that a student can write it again", async () => {
    const { resources, outputs } = await recordLab(s3Backup);
    const { name } = only(resources, "aws:iam/userPolicy:UserPolicy");
    assert.equal(outputs.policyName, name);
  });

  it("keeps the key secret", async () => {
    assert.deepEqual(await secretOutputs(s3Backup), [
      "accessKeyId",
      "secretAccessKey",
      "credentials",
    ]);
  });

  it("exports the CLI's profile and the commands that use it", async () => {
    const { outputs } = await recordLab(s3Backup);
    assert.equal(
      outputs.credentials,
      "[class-backup]\naws_access_key_id = s3-backup-id\naws_secret_access_key = mock-secret-access-key\n" +
        "region = ap-northeast-2\noutput = json\n",
    );
    const file = ".class/credentials/test-s3-backup.ini";
    assert.equal(
      outputs.saveCredentials,
      `npm run class -- credentials --stack test --labs s3-backup --out ${file}`,
    );
    const aws = `AWS_SHARED_CREDENTIALS_FILE=${file} aws s3 sync`;
    assert.equal(outputs.sync, `${aws} DIR s3://s3-backup/backup/ --profile class-backup`);
    assert.equal(outputs.restore, `${aws} s3://s3-backup/backup/ DIR --profile class-backup`);
  });

  for (const prefix of ["", "a/b", "..", "*", "$" + "{aws:username}"])
    it(`refuses prefix "${prefix}"`, () => {
      assert.equal(s3Backup.settings.safeParse({ prefix }).success, false);
    });
});
