import { iamClient } from "../../aws/iam/client.ts";
import { versioningOf } from "../kit/site/buckets.ts";
import { expect } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { allowedActions } from "../kit/rights.ts";
import { recorded } from "../kit/values.ts";

const SYNC = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"];
const DELETE = "s3:DeleteObject";
const LIST = "s3:ListBucket";

const POLICY_HINT =
  "compare the user's policy in IAM with the lab's (docs/labs.md), or npm run class -- solve";

export const proof: Proof = {
  checks: [
    {
      name: "the user may list, read and write the backup",
      hint: POLICY_HINT,
      async run(subject) {
        const { who, bucket, prefix } = backup(subject);
        const files = { who, actions: SYNC, to: `${bucket}/${prefix}/notes.txt` };
        const context = { "s3:prefix": `${prefix}/` };
        const allowed = [
          ...(await allowedActions(subject, { who, actions: [LIST], to: bucket, context })),
          ...(await allowedActions(subject, files)),
        ];
        const missing = [LIST, ...SYNC].filter((action) => !allowed.includes(action));
        expect(missing.length === 0, `denied: ${missing.join(", ")}`);
        return `allowed: ${allowed.join(", ")}`;
      },
    },
    {
      name: "the user may delete from the backup only if allowDelete is on",
      hint: POLICY_HINT,
      async run(subject) {
        const { who, bucket, prefix } = backup(subject);
        const file = `${bucket}/${prefix}/notes.txt`;
        const [allowed] = await allowedActions(subject, { who, actions: [DELETE], to: file });
        const wanted = subject.lab.settings.allowDelete === true;
        const seen = allowed === undefined ? "denied" : "allowed";
        expect((allowed !== undefined) === wanted, `${DELETE} is ${seen}`);
        return seen;
      },
    },
    {
      name: "the user is denied everything else, in this bucket and in others",
      hint: `take the user out of its groups, and detach other policies; ${POLICY_HINT}`,
      async run(subject) {
        const { who, bucket } = backup(subject);
        const other = "arn:aws:s3:::another-bucket";
        const actions = [...SYNC, DELETE];
        const attempts = [
          { who, actions: [LIST], to: bucket },
          { who, actions, to: `${bucket}/elsewhere/notes.txt` },
          { who, actions: [LIST], to: other },
          { who, actions, to: `${other}/notes.txt` },
          { who, actions: ["s3:ListAllMyBuckets", "ec2:DescribeInstances"] },
        ];
        const allowed = await Promise.all(
          attempts.map(async (attempt) =>
            (await allowedActions(subject, attempt)).map(
              (action) => `${action} on ${attempt.to ?? "*"}`,
            ),
          ),
        );
        expect(allowed.flat().length === 0, `allowed: ${allowed.flat().join(", ")}`);
        return "denied: this bucket's other folders, other buckets, other services";
      },
    },
    {
      name: "the user's one access key is active",
      hint: "activate the key in IAM (Security credentials), and delete keys that the class has made beside it",
      async run({ lab, aws }) {
        const iam = await aws.client(iamClient);
        const { AccessKeyMetadata = [] } = await iam.listAccessKeys({
          UserName: lab.text("userName"),
        });
        const keys = AccessKeyMetadata.map(({ AccessKeyId, Status }) => ({
          own: AccessKeyId === lab.one("aws:iam/accessKey:AccessKey").id,
          active: Status === "Active",
        }));
        expect(keys.length > 0, "the user has no access key");
        expect(keys.length === 1, `the user has ${keys.length} access keys`);
        expect(keys[0]?.own, "the user's key is not the one that the lab gives out");
        expect(keys[0].active, "the key is inactive");
        return "active";
      },
    },
    {
      name: "the bucket keeps what a later backup overwrites",
      hint: "set the bucket's versioning back in its properties, or npm run class -- solve",
      async run(subject) {
        const status = await versioningOf(subject);
        expect(status === "Enabled", `versioning is ${status}`);
        return "versions are kept";
      },
    },
  ],
  fault: {
    does: "the user's policy is deleted",
    foundBy: "the user may list, read and write the backup",
    async make({ lab, aws }) {
      const PolicyName = recorded(lab.one("aws:iam/userPolicy:UserPolicy"), "name");
      const iam = await aws.client(iamClient);
      await iam.deleteUserPolicy({ UserName: lab.text("userName"), PolicyName });
    },
  },
};

/** The user's ARN, and the bucket's with the folder in it. */
function backup({ lab }: Subject): { who: string; bucket: string; prefix: string } {
  return {
    who: recorded(lab.one("aws:iam/user:User"), "arn"),
    bucket: `arn:aws:s3:::${lab.text("bucketName")}`,
    prefix: String(lab.settings.prefix),
  };
}
