import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { isUserName, repeatedUser, StudentGroup } from "../../components/identity/student-group.ts";
import { defineLab } from "../contract/lab.ts";
import { text } from "../contract/settings.ts";

/** None of them changes IAM: whoever may do that can take the rule off that asks for MFA. */
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
          reason: "it is no user name of 1 to 64 letters, digits and _ . + @ -",
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
    const message = `${twice} is there twice: AWS does not tell Minji from minji`;
    const params = { fix: "give every student a name of their own" };
    issues.push({ code: "custom", message, params, input: value });
  });

const permissions = z
  .array(z.enum(PERMISSIONS))
  .max(10)
  .check(({ value, issues }) => {
    if (new Set(value).size === value.length) return;
    const params = { fix: "write each permission once" };
    issues.push({ code: "custom", message: "it names one twice", params, input: value });
  });

export const iamUsers = defineLab({
  id: "iam-users",
  title: { ko: "Aws 로그인, IAM 사용자와 그룹", en: "Users, groups and permissions" },
  teaches:
    "Sign in as a user with few rights, not as root: change the first password, set MFA up, and see that without it " +
    "nothing else works. Launch a server without the right to, read who denied it, then get the right by the group. " +
    "Say what belongs to a user, to a group and to the account.",
  settings: z.strictObject({
    /** The roster. */
    users: users.default(["student-01", "student-02"]),
    /** AWS's own policies that the group has. */
    permissions: permissions.default(["AmazonEC2ReadOnlyAccess"]),
    /**
     * Passwords of 14 characters of four kinds. An account has one such policy: this one takes the place of what is
     * there, for all its users, and with the lab goes back to AWS's default. False leaves the account as it is.
     */
    accountPasswordPolicy: z.boolean().default(true),
  }),
  build({ parent, name }, { accountPasswordPolicy, ...roster }) {
    if (accountPasswordPolicy) new aws.iam.AccountPasswordPolicy(name, PASSWORDS, { parent });
    const group = new StudentGroup(name, roster, { parent });
    const [first = ""] = roster.users;
    const { groupName, loginUrl, userArns, credentialsCsv } = group;
    return {
      loginUrl,
      groupName,
      userArns,
      permissions: roster.permissions,
      credentialsCsv,
      saveCredentials: `(umask 077; pulumi stack output ${name} --json --show-secrets | node -p 'JSON.parse(fs.readFileSync(0)).credentialsCsv' > credentials.csv)`,
      launchWithoutRight:
        "aws ec2 run-instances --dry-run --image-id IMAGE --instance-type t3.micro",
      // What AWS would decide, without trying.
      simulate: pulumi.interpolate`aws iam simulate-principal-policy --policy-source-arn ${userArns[first] ?? ""} --action-names ec2:DescribeInstances ec2:RunInstances --context-entries ContextKeyName=aws:MultiFactorAuthPresent,ContextKeyType=boolean,ContextKeyValues=true --query 'EvaluationResults[].[EvalActionName,EvalDecision]' --output table`,
    };
  },
});

/** Long rather than often changed. https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver */
const PASSWORDS: aws.iam.AccountPasswordPolicyArgs = {
  minimumPasswordLength: 14,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  allowUsersToChangePassword: true,
  passwordReusePrevention: 24,
};
