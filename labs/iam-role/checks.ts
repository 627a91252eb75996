import { iamClient } from "../../aws/iam/client.ts";
import { ROLE_POLICY } from "../../aws/iam/types.ts";
import type { Check, Proof } from "../contract/check.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import { allowedActions } from "../kit/rights.ts";
import { onServer } from "../kit/server/on-server.ts";
import { serverIsHardened, serverNow, serverRuns } from "../kit/server/servers.ts";

const serverHasRole: Check = {
  name: {
    en: "the server has the lab's role",
    ko: "서버에 실습의 역할이 연결되어 있습니다",
  },
  hint: {
    en: "attach the role's instance profile to the server (Actions, Security, Modify IAM role), or run npm run class -- solve",
    ko: "역할의 인스턴스 프로파일을 서버에 연결하거나(작업, 보안, IAM 역할 수정) npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const { lab, aws } = subject;
    const { IamInstanceProfile } = await serverNow(subject, lab.text("instanceId"));
    const profile = IamInstanceProfile?.Arn?.split("/").pop();
    expect(profile, "the server has no role");
    const iam = await aws.client(iamClient);
    const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: profile });
    const roles = (InstanceProfile?.Roles ?? []).map(({ RoleName = "" }) => RoleName);
    expect(roles.includes(lab.text("roleName")), `its role is ${roles.join() || "none"}`);
    return lab.text("roleName");
  },
};

const roleReadsBucket: Check = {
  name: {
    en: "the role can list its bucket and read the objects in it",
    ko: "역할이 버킷의 목록을 보고 객체를 읽을 수 있습니다",
  },
  hint: {
    en: "restore the role's inline policy (the repair exercise of the handout has its text), or run npm run class -- solve",
    ko: "역할의 인라인 정책을 복원하거나(내용은 유인물의 고치기 연습에 있습니다) npm run class -- solve를 실행하세요",
  },
  async run(subject) {
    const who = subject.lab.text("roleArn");
    const bucket = `arn:aws:s3:::${subject.lab.text("bucketName")}`;
    const list = { who, actions: ["s3:ListBucket"], to: bucket };
    const read = { who, actions: ["s3:GetObject"], to: `${bucket}/timetable.csv` };
    for (const attempt of [list, read]) {
      const allowed = await allowedActions(subject, attempt);
      expect(allowed.length > 0, `${attempt.actions.join()} on ${attempt.to} is denied`);
    }
    return "s3:ListBucket, s3:GetObject";
  },
};

const roleDoesNothingElse: Check = {
  name: {
    en: "the role cannot scan a table, read another bucket or write",
    ko: "역할이 테이블 스캔, 다른 버킷 읽기, 쓰기를 할 수 없습니다",
  },
  hint: {
    en: "find the policy of the role that allows it (Permissions tab), and detach it",
    ko: "역할의 권한 탭에서 이를 허용하는 정책을 찾아 분리하세요",
  },
  async run(subject) {
    const who = subject.lab.text("roleArn");
    const own = `arn:aws:s3:::${subject.lab.text("bucketName")}/timetable.csv`;
    const attempts = [
      {
        who,
        actions: ["dynamodb:Scan"],
        to: `arn:aws:dynamodb:${subject.aws.region}:000000000000:table/UserLeaderboard`,
      },
      { who, actions: ["s3:GetObject"], to: "arn:aws:s3:::another-bucket/file" },
      { who, actions: ["s3:PutObject", "s3:DeleteObject"], to: own },
    ];
    for (const attempt of attempts) {
      const allowed = await allowedActions(subject, attempt);
      expect(allowed.length === 0, `${allowed.join(", ")} on ${attempt.to} is allowed`);
    }
    return "dynamodb:Scan, other buckets, writing: denied";
  },
};

const serverIsAllowedTheSame: Check = {
  name: {
    en: "on the server, listing the bucket works and scanning the table is denied",
    ko: "서버에서 버킷 목록은 조회되고 테이블 스캔은 거부됩니다",
  },
  hint: {
    en: "run the lab's outputs whoAmI, allowed and denied on the server; a new permission takes up to a minute to apply",
    ko: "서버에서 실습의 출력 whoAmI, allowed, denied를 실행해 보세요. 새 권한이 적용되는 데 1분 정도 걸립니다",
  },
  async run(subject) {
    needsAws(subject, "runs no commands on servers");
    const { lab, aws } = subject;
    const instanceId = lab.text("instanceId");
    const ask = (command: string) => onServer(aws, { instanceId, command });
    const files = await ask(lab.text("allowed"));
    expect(files !== "", "the bucket is empty");
    const answer = await ask(`${lab.text("denied")} 2>&1 || true`);
    expect(answer.includes("AccessDenied"), `the scan returned: ${answer.slice(0, 200)}`);
    return `${files.split("\n").length} file(s) listed, the scan is denied`;
  },
};

export const proof: Proof = {
  checks: [
    serverRuns,
    serverIsHardened,
    serverHasRole,
    roleReadsBucket,
    roleDoesNothingElse,
    serverIsAllowedTheSame,
  ],
  fault: {
    does: {
      en: "the role's policy for the bucket is deleted",
      ko: "버킷에 대한 역할의 정책을 삭제합니다",
    },
    foundBy: roleReadsBucket,
    async make({ lab, aws }) {
      const { id } = lab.one(ROLE_POLICY, `${lab.id}-read-bucket`);
      const [RoleName, PolicyName] = id.split(":");
      const iam = await aws.client(iamClient);
      await iam.deleteRolePolicy({ RoleName, PolicyName });
    },
  },
};
