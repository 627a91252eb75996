import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isUserName, repeatedUser, StudentGroup } from "../../components/identity/student-group.ts";
import { defineLab } from "../contract/lab.ts";
import { command, link, secretFile, value } from "../contract/outputs.ts";
import { text } from "../contract/text-setting.ts";
import { credentialsCommand } from "../kit/credentials.ts";
import { ownName, tooLongName } from "../kit/own-name.ts";
import { passwordPolicy } from "./password-policy.ts";

/** None of these changes IAM: with such a permission, a user could remove the policy that requires MFA. */
const PERMISSIONS = [
  "AWSBillingReadOnlyAccess",
  "AWSCloudFormationReadOnlyAccess",
  "AWSCloudShellFullAccess",
  "AWSCodeDeployReadOnlyAccess",
  "AWSElasticBeanstalkReadOnly",
  "AmazonDynamoDBFullAccess",
  "AmazonDynamoDBReadOnlyAccess",
  "AmazonEC2FullAccess",
  "AmazonEC2ReadOnlyAccess",
  "AmazonElasticFileSystemReadOnlyAccess",
  "AmazonRDSReadOnlyAccess",
  "AmazonRoute53ReadOnlyAccess",
  "AmazonS3FullAccess",
  "AmazonS3ReadOnlyAccess",
  "AmazonVPCReadOnlyAccess",
  "AutoScalingReadOnlyAccess",
  "CloudFrontReadOnlyAccess",
  "CloudWatchReadOnlyAccess",
  "IAMReadOnlyAccess",
] as const;

const userName = () =>
  text((value) =>
    isUserName(value)
      ? undefined
      : {
          reason:
            "not a valid user name: 1 to 64 letters, digits and _ . + @ -, starting with a letter or digit",
          fix: "write a name such as minji or minji@example.com",
        },
  );

const users = z
  .array(userName())
  .min(1)
  .max(100)
  .check(({ value, issues }) => {
    const twice = repeatedUser(value);
    if (twice === undefined) return;
    const message = `${twice} is listed twice: IAM does not distinguish user names by case`;
    const params = { fix: "give every student a different name" };
    issues.push({ code: "custom", message, params, input: value });
  });

const permissions = z
  .array(z.enum(PERMISSIONS))
  .max(10)
  .check(({ value, issues }) => {
    if (new Set(value).size === value.length) return;
    const params = { fix: "list each permission once" };
    issues.push({ code: "custom", message: "a permission is listed twice", params, input: value });
  });

export const iamUsers = defineLab({
  id: "iam-users",
  title: { ko: "AWS 로그인, IAM 사용자와 그룹", en: "Users, groups and permissions" },
  teaches: {
    en:
      "Sign in as a user with few permissions instead of root: change the first password, set up MFA, and see that " +
      "nothing else works without it. Launch a server without permission, read who denied it, then get the permission " +
      "through the group. Explain what belongs to a user, to a group and to the account.",
    ko:
      "루트가 아니라 권한이 적은 사용자로 로그인합니다: 첫 암호를 변경하고 MFA를 설정하며, MFA 없이는 다른 작업을 할 수 " +
      "없음을 확인합니다. 권한 없이 서버를 시작해 무엇이 거부했는지 읽고, 그룹으로 권한을 받습니다. 사용자, 그룹, 계정에 " +
      "각각 무엇이 속하는지 설명합니다.",
  },
  settings: z.strictObject({
    users: users.default(["student-01", "student-02"]).meta({
      description: "User names of the students, 1 to 100.",
      ko: "학생들의 사용자 이름(1~100명).",
    }),
    permissions: permissions.default(["AmazonEC2ReadOnlyAccess"]).meta({
      description: "AWS managed policies of the group, at most 10.",
      ko: "그룹에 연결할 AWS 관리형 정책(최대 10개).",
    }),
    accountPasswordPolicy: z
      .boolean()
      .default(false)
      .meta({
        description:
          "Whether an account without a password policy gets one, for all its users: at least 14 characters of four kinds. " +
          "An existing policy is never replaced, and this one stays after the class.",
        ko:
          "암호 정책이 없는 계정에 모든 사용자를 위한 정책을 만들지 여부: 네 종류의 문자를 섞은 14자 이상. " +
          "이미 있는 정책은 바꾸지 않으며, 만든 정책은 수업 후에도 남습니다.",
      }),
  }),
  outputs: {
    loginUrl: link("Console sign-in URL", "콘솔 로그인 URL"),
    groupName: value("User group name", "사용자 그룹 이름"),
    userArns: value("User ARNs", "사용자 ARN"),
    permissions: value("Permissions of the group", "그룹의 권한"),
    credentialsCsv: secretFile("Sign-in credentials (CSV)", "로그인 자격 증명(CSV)"),
    saveCredentials: command("Save the credentials to a file", "자격 증명을 파일로 저장"),
    launchWithoutRight: command("Try to launch a server", "서버 시작 시도"),
    simulate: command("Simulate a student's permissions", "학생의 권한 시뮬레이션"),
  },
  needs: (config, { users }) =>
    users.flatMap((name) =>
      tooLongName(config, { setting: "class:labs.iam-users.users", name, most: 64 }),
    ),
  build({ parent, name, config }, { accountPasswordPolicy, users, permissions }) {
    if (accountPasswordPolicy) passwordPolicy(name, parent);
    const userNames = users.map((user) => ownName(config, user));
    const group = new StudentGroup(name, { users: userNames, permissions }, { parent });
    const [first = ""] = userNames;
    const { groupName, loginUrl, userArns, credentialsCsv } = group;
    return {
      loginUrl,
      groupName,
      userArns,
      permissions,
      credentialsCsv,
      saveCredentials: credentialsCommand(config.stack, name, "csv").command,
      launchWithoutRight: `aws ec2 run-instances --dry-run --image-id "$(${NEWEST_IMAGE})" --instance-type t3.micro`,
      // Shows AWS's decision without making the request.
      simulate: pulumi.interpolate`aws iam simulate-principal-policy --policy-source-arn ${userArns[first] ?? ""} --action-names ec2:DescribeInstances ec2:RunInstances --context-entries ContextKeyName=aws:MultiFactorAuthPresent,ContextKeyType=boolean,ContextKeyValues=true --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,
    };
  },
});

/** The id of the newest Amazon Linux 2023 image, by a call that AmazonEC2ReadOnlyAccess allows. */
const NEWEST_IMAGE =
  "aws ec2 describe-images --owners amazon --filters 'Name=name,Values=al2023-ami-2*-x86_64' --query 'max_by(Images,&CreationDate).ImageId' --output text";
