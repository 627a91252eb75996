import { iamClient } from "../../aws/iam/client.ts";
import { expect, needsAws } from "../contract/outcome.ts";
import type { Proof } from "../contract/check.ts";
import { onServer } from "../kit/server/on-server.ts";
import { allowedActions } from "../kit/rights.ts";
import { serverIsHardened, serverNow, serverRuns } from "../kit/server/servers.ts";

const MAY_READ = "the role may list its bucket and read what is in it";

export const proof: Proof = {
  checks: [
    serverRuns,
    serverIsHardened,
    {
      name: "the server acts as the role",
      hint: "attach the role's instance profile to the server (Actions, Security, Modify IAM role), or npm run class -- solve",
      async run(subject) {
        const { lab, aws } = subject;
        const { IamInstanceProfile } = await serverNow(subject, lab.text("instanceId"));
        const profile = IamInstanceProfile?.Arn?.split("/").pop();
        expect(profile, "the server has no role");
        const iam = await aws.client(iamClient);
        const { InstanceProfile } = await iam.getInstanceProfile({ InstanceProfileName: profile });
        const roles = (InstanceProfile?.Roles ?? []).map(({ RoleName = "" }) => RoleName);
        expect(roles.includes(lab.text("roleName")), `it acts as ${roles.join() || "nobody"}`);
        return lab.text("roleName");
      },
    },
    {
      name: MAY_READ,
      hint: "put the role's inline policy back (its text is in labs/iam-role/lab.ts), or npm run class -- solve",
      async run(subject) {
        const who = subject.lab.text("roleArn");
        const bucket = `arn:aws:s3:::${subject.lab.text("bucketName")}`;
        const list = { who, actions: ["s3:ListBucket"], to: bucket };
        const read = { who, actions: ["s3:GetObject"], to: `${bucket}/timetable.csv` };
        for (const attempt of [list, read]) {
          const allowed = await allowedActions(subject, attempt);
          expect(allowed.length > 0, `${attempt.actions.join()} of ${attempt.to} is denied`);
        }
        return "s3:ListBucket, s3:GetObject";
      },
    },
    {
      name: "the role may do nothing else: not scan a table, not read another bucket, not write",
      hint: "look which policy of the role allows it (Permissions tab), and detach what the class has attached",
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
          expect(allowed.length === 0, `${allowed.join(", ")} of ${attempt.to} is allowed`);
        }
        return "dynamodb:Scan, other buckets, writing: denied";
      },
    },
    {
      name: "on the server it is so, too",
      hint: "run the lab's outputs whoAmI, allowed and denied on the server; a new right takes a minute to be known everywhere",
      async run(subject) {
        needsAws(subject, "runs no servers");
        const { lab, aws } = subject;
        const instanceId = lab.text("instanceId");
        const ask = (command: string) => onServer(aws, { instanceId, command });
        const files = await ask(lab.text("allowed"));
        expect(files !== "", "it sees an empty bucket");
        const answer = await ask(`${lab.text("denied")} 2>&1 || true`);
        expect(answer.includes("AccessDenied"), `to the scan AWS says: ${answer.slice(0, 200)}`);
        return `${files.split("\n").length} file(s) listed, the scan is denied`;
      },
    },
  ],
  fault: {
    does: "the role's policy for the bucket is deleted",
    foundBy: MAY_READ,
    async make({ lab, aws }) {
      const { id } = lab.one("aws:iam/rolePolicy:RolePolicy");
      const [RoleName, PolicyName] = id.split(":");
      const iam = await aws.client(iamClient);
      await iam.deleteRolePolicy({ RoleName, PolicyName });
    },
  },
};
