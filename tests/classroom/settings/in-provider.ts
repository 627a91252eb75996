import type { SettingsMistake } from "./mistake.ts";

/** In the keys of the AWS provider and of Pulumi. */
export const IN_PROVIDER: readonly SettingsMistake[] = [
  {
    config: "  aws:maxRetries: many\n",
    at: "aws:maxRetries",
    reason: /not a number/,
    fix: /without quotes/,
  },
  {
    config: "  aws:maxRetries: -3\n",
    at: "aws:maxRetries",
    reason: /less than 0/,
    fix: /0 or more/,
  },
  {
    config: "  aws:s3UsePathStyle: perhaps\n",
    at: "aws:s3UsePathStyle",
    reason: /neither true nor false/,
    fix: /true or false/,
  },
  {
    config: "  aws:endpoints: localhost\n",
    at: "aws:endpoints",
    reason: /not a list/,
    fix: /a list such as/,
  },
  {
    config: "  aws:defaultTags: [a]\n",
    at: "aws:defaultTags",
    reason: /expected \{tags/,
    fix: /below aws:defaultTags/,
  },
  {
    config: "  aws:assumeRoles: arn:aws:iam::123456789012:role/x\n",
    at: "aws:assumeRoles",
    reason: /not a list/,
    fix: /\[\{roleArn/,
  },
  {
    config: "  aws:assumeRoles: [{roleArn: class}]\n",
    at: "aws:assumeRoles.0.roleArn",
    reason: /not the ARN of a role/,
    fix: /arn:aws:iam::123456789012:role\/class/,
  },
  {
    config: "  aws:allowedAccountIds: '[123'\n",
    at: "aws:allowedAccountIds",
    reason: /not a list/,
    fix: /a list such as/,
  },
  {
    config: "  aws:sharedConfigFiles: [a]\n",
    at: "aws:sharedConfigFiles",
    reason: /not supported/,
    fix: /set AWS_CONFIG_FILE/,
  },
  {
    config: "  aws:retryMode: fast\n",
    at: "aws:retryMode",
    reason: /not a valid choice/,
    fix: /standard, adaptive/,
  },
  {
    config: "  aws:httpsProxy: proxy\n",
    at: "aws:httpsProxy",
    reason: /begins with http:\/\//,
    fix: /proxy.example.com/,
  },
  {
    config: "  aws:stsRegion: seoul\n",
    at: "aws:stsRegion",
    reason: /not a valid AWS region/,
    fix: /ap-northeast-2/,
  },
  {
    config: "  pulumi:disable-default-providers: [aws]\n",
    at: "pulumi:disable-default-providers",
    reason: /does not use this key/,
    fix: /autonaming, tags/,
  },
  {
    config: "  asw:region: ap-northeast-2\n",
    at: "asw:region",
    reason: /nothing reads keys of namespace "asw"/,
    fix: /write class:KEY or aws:KEY/,
  },
];
