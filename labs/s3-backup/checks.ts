import { iamClient } from "../../aws/iam/client.ts";
import { ACCESS_KEY, USER, USER_POLICY } from "../../aws/iam/types.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { expect } from "../contract/outcome.ts";
import { allowedActions } from "../kit/rights.ts";
import { versioningOf } from "../kit/site/buckets.ts";
import { recorded } from "../kit/values.ts";

const SYNC = ["s3:GetObject", "s3:PutObject", "s3:AbortMultipartUpload"];
const DELETE = "s3:DeleteObject";
const LIST = "s3:ListBucket";

const POLICY_HINT = {
  en: "compare the user's policy in IAM with the one in the lab's handout, or run npm run class -- solve",
  ko: "IAM에서 사용자의 정책을 실습 유인물에 있는 정책과 비교하거나 npm run class -- solve를 실행하세요",
};

const userCanBackUp: Check = {
  name: {
    en: "the user can list, read and write the backup",
    ko: "사용자가 백업을 나열하고 읽고 쓸 수 있습니다",
  },
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
};

const deleteIsAsConfigured: Check = {
  name: {
    en: "the user can delete from the backup only if allowDelete is on",
    ko: "allowDelete를 켠 경우에만 사용자가 백업에서 삭제할 수 있습니다",
  },
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
};

const restIsDenied: Check = {
  name: {
    en: "the user is denied everything else, in this bucket and in others",
    ko: "그 밖의 모든 작업은 이 버킷에서도 다른 버킷에서도 거부됩니다",
  },
  hint: {
    en: `remove the user from its groups and detach other policies; ${POLICY_HINT.en}`,
    ko: `사용자를 그룹에서 제거하고 다른 정책을 분리하세요. 또는 ${POLICY_HINT.ko}`,
  },
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
};

const oneKeyIsActive: Check = {
  name: {
    en: "the user has one access key, and it is active",
    ko: "사용자의 액세스 키가 하나이고 활성 상태입니다",
  },
  hint: {
    en: "activate the key in IAM (Security credentials) and delete access keys that were added by hand",
    ko: "IAM의 보안 자격 증명 탭에서 키를 활성화하고, 직접 추가한 액세스 키는 삭제하세요",
  },
  async run({ lab, aws }) {
    const iam = await aws.client(iamClient);
    const { AccessKeyMetadata = [] } = await iam.listAccessKeys({
      UserName: lab.text("userName"),
    });
    const keys = AccessKeyMetadata.map(({ AccessKeyId, Status }) => ({
      own: AccessKeyId === lab.one(ACCESS_KEY).id,
      active: Status === "Active",
    }));
    expect(keys.length > 0, "the user has no access key");
    expect(keys.length === 1, `the user has ${keys.length} access keys`);
    expect(keys[0]?.own, "the user's access key is not the lab's (output accessKeyId)");
    expect(keys[0].active, "the access key is inactive");
    return "active";
  },
};

const versionsAreKept: Check = {
  name: {
    en: "the bucket keeps the versions that a later backup overwrites",
    ko: "다음 백업이 덮어쓴 파일의 이전 버전을 버킷이 보관합니다",
  },
  hint: {
    en: "turn Bucket Versioning on in the bucket's properties, or run npm run class -- solve",
    ko: "버킷 속성에서 버킷 버전 관리를 활성화하거나 npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const status = await versioningOf(subject);
    expect(status === "Enabled", `versioning is ${status}`);
    return "versions are kept";
  },
};

export const proof: Proof = {
  checks: [userCanBackUp, deleteIsAsConfigured, restIsDenied, oneKeyIsActive, versionsAreKept],
  fault: {
    does: { en: "the user's policy is deleted", ko: "사용자의 정책을 삭제합니다" },
    foundBy: userCanBackUp,
    async make({ lab, aws }) {
      const PolicyName = recorded(lab.one(USER_POLICY), "name");
      const iam = await aws.client(iamClient);
      await iam.deleteUserPolicy({ UserName: lab.text("userName"), PolicyName });
    },
  },
};

/** The user's ARN, and the bucket's with the folder in it. */
function backup({ lab }: Subject): { who: string; bucket: string; prefix: string } {
  return {
    who: recorded(lab.one(USER), "arn"),
    bucket: `arn:aws:s3:::${lab.text("bucketName")}`,
    prefix: String(lab.settings.prefix),
  };
}
