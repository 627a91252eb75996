export type Context = Readonly<Record<string, string | readonly string[]>>;
type Condition = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

const TEAM = { "aws:PrincipalTag/team": "blue" };
const OWN = { "aws:ResourceTag/team": "${aws:PrincipalTag/team}" };
const ROLE = "arn:aws:iam::123456789012:role/class/reader";

/**
 * A condition, the request's keys, whether they meet.
 *
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export const CONDITIONS: Readonly<
  Record<string, readonly (readonly [Condition, Context, boolean])[]>
> = {
  "strings, whose values have a case and whose keys have none": [
    [{ StringEquals: { "aws:username": "minji" } }, { "aws:username": "minji" }, true],
    [{ StringEquals: { "aws:username": "minji" } }, { "aws:username": "Minji" }, false],
    [{ StringEquals: { "AWS:UserName": ["jun", "minji"] } }, { "aws:username": "minji" }, true],
    [{ StringEquals: { "aws:username": "min*" } }, { "aws:username": "minji" }, false],
    [{ StringEquals: { "aws:username": "minji" } }, {}, false],
    [{ StringNotEquals: { "aws:username": ["jun", "minji"] } }, { "aws:username": "minji" }, false],
    [{ StringNotEquals: { "aws:username": "jun" } }, {}, true],
    [{ StringEqualsIgnoreCase: { "aws:username": "MINJI" } }, { "aws:username": "minji" }, true],
    [
      { StringNotEqualsIgnoreCase: { "aws:username": "MINJI" } },
      { "aws:username": "minji" },
      false,
    ],
    [{ StringLike: { "s3:prefix": "home/*" } }, { "s3:prefix": "home/a/b" }, true],
    [{ StringLike: { "s3:prefix": "s0?/" } }, { "s3:prefix": "s01/" }, true],
    [{ StringLike: { "s3:prefix": "s0?/" } }, { "s3:prefix": "s010/" }, false],
    [{ StringNotLike: { "s3:prefix": "home/*" } }, { "s3:prefix": "home/a" }, false],
  ],
  "keys that are not there": [
    [{ StringEqualsIfExists: { "ec2:Owner": "amazon" } }, {}, true],
    [{ StringEqualsIfExists: { "ec2:Owner": "amazon" } }, { "ec2:Owner": "self" }, false],
    [{ Null: { "ec2:Owner": "true" } }, {}, true],
    [{ Null: { "ec2:Owner": true } }, { "ec2:Owner": "amazon" }, false],
    [{ Null: { "ec2:Owner": "false" } }, { "ec2:Owner": "amazon" }, true],
    [{ Bool: { "aws:MultiFactorAuthPresent": "true" } }, {}, false],
    [{ BoolIfExists: { "aws:MultiFactorAuthPresent": "false" } }, {}, true],
    [
      { Bool: { "aws:SecureTransport": "true" }, StringEquals: { "ec2:Owner": "amazon" } },
      { "aws:SecureTransport": "true" },
      false,
    ],
  ],
  "numbers, dates, addresses": [
    [{ NumericLessThanEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "10" }, true],
    [{ NumericLessThan: { "s3:max-keys": 10 } }, { "s3:max-keys": "9.5" }, true],
    [{ NumericGreaterThan: { "s3:max-keys": 10 } }, { "s3:max-keys": "9" }, false],
    [{ NumericNotEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "11" }, true],
    [{ NumericEquals: { "s3:max-keys": "10" } }, { "s3:max-keys": "ten" }, false],
    [{ DateGreaterThan: { "aws:CurrentTime": "2020-01-01T00:00:00Z" } }, {}, true],
    [
      { DateLessThan: { "aws:TokenIssueTime": "2026-12-01T09:00:00Z" } },
      { "aws:TokenIssueTime": "2026-12-01T17:59:59+09:00" },
      true,
    ],
    [
      { DateLessThanEquals: { "aws:TokenIssueTime": "2026-12-01T09:00:00Z" } },
      { "aws:TokenIssueTime": "2026-12-01T18:00:01+09:00" },
      false,
    ],
    [{ DateLessThan: { "aws:EpochTime": "1900000000" } }, { "aws:EpochTime": "1800000000" }, true],
    [{ IpAddress: { "aws:SourceIp": "203.0.113.0/24" } }, { "aws:SourceIp": "203.0.113.7" }, true],
    [{ IpAddress: { "aws:SourceIp": "203.0.113.7" } }, { "aws:SourceIp": "203.0.113.8" }, false],
    [{ IpAddress: { "aws:SourceIp": "2001:db8::/32" } }, { "aws:SourceIp": "2001:db8::1" }, true],
    [{ IpAddress: { "aws:SourceIp": "2001:db8::/32" } }, { "aws:SourceIp": "203.0.113.7" }, false],
    [
      { NotIpAddress: { "aws:SourceIp": ["203.0.113.0/24", "10.0.0.0/8"] } },
      { "aws:SourceIp": "10.1.2.3" },
      false,
    ],
  ],
  "ARNs, part by part": [
    [
      { ArnLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/class/*" } },
      { "aws:PrincipalArn": ROLE },
      true,
    ],
    [
      { ArnEquals: { "aws:PrincipalArn": "arn:aws:iam::*:role/*" } },
      { "aws:PrincipalArn": ROLE },
      true,
    ],
    [{ ArnLike: { "aws:PrincipalArn": "arn:aws:*:role/*" } }, { "aws:PrincipalArn": ROLE }, false],
    [{ StringLike: { "aws:PrincipalArn": "arn:*role/*" } }, { "aws:PrincipalArn": ROLE }, true],
    [
      { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/admin" } },
      { "aws:PrincipalArn": ROLE },
      true,
    ],
  ],
  "keys with several values": [
    [
      { "ForAnyValue:StringEquals": { "aws:TagKeys": "lab" } },
      { "aws:TagKeys": ["lab", "x"] },
      true,
    ],
    [{ "ForAnyValue:StringEquals": { "aws:TagKeys": "lab" } }, {}, false],
    [
      { "ForAnyValue:StringNotEquals": { "aws:TagKeys": "lab" } },
      { "aws:TagKeys": ["lab", "x"] },
      true,
    ],
    [{ "ForAnyValue:StringNotEquals": { "aws:TagKeys": "lab" } }, { "aws:TagKeys": "lab" }, false],
    [
      { "ForAllValues:StringEquals": { "aws:TagKeys": "lab" } },
      { "aws:TagKeys": ["lab", "x"] },
      false,
    ],
    [
      { "ForAllValues:StringEquals": { "aws:TagKeys": ["lab", "x"] } },
      { "aws:TagKeys": ["lab", "x"] },
      true,
    ],
    [{ "ForAllValues:StringEquals": { "aws:TagKeys": "lab" } }, {}, true],
    [
      { "ForAllValues:StringNotLike": { "aws:TagKeys": "key1*" } },
      { "aws:TagKeys": ["key1:a", "x"] },
      false,
    ],
    [{ "ForAnyValue:StringEquals": { "aws:TagKeys": "lab" } }, { "aws:TagKeys": "Lab" }, false],
    [
      { "ForAnyValue:StringEqualsIgnoreCase": { "aws:TagKeys": "lab" } },
      { "aws:TagKeys": "Lab" },
      true,
    ],
  ],
  "variables, https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html": [
    [{ StringEquals: OWN }, { ...TEAM, "aws:ResourceTag/team": "blue" }, true],
    [{ StringEquals: OWN }, { ...TEAM, "aws:ResourceTag/team": "red" }, false],
    [{ StringEquals: OWN }, TEAM, false],
    [{ StringEquals: OWN }, { "aws:ResourceTag/team": "blue" }, false],
    [{ StringEquals: OWN }, {}, false],
    [{ StringNotEquals: OWN }, { "aws:ResourceTag/team": "blue" }, true],
    [{ StringEquals: OWN }, { ...TEAM, "AWS:resourcetag/TEAM": "blue" }, true],
    [
      { StringLike: { "s3:prefix": "${aws:username}/*" } },
      { "aws:username": "minji", "s3:prefix": "minji/a" },
      true,
    ],
    [
      { StringLike: { "s3:prefix": "${aws:username}/*" } },
      { "aws:username": "*", "s3:prefix": "jun/a" },
      false,
    ],
    [
      { StringEquals: { "s3:prefix": "${aws:PrincipalTag/team, 'company-wide'}" } },
      { "s3:prefix": "company-wide" },
      true,
    ],
    [
      { StringEquals: { "s3:prefix": "${aws:PrincipalTag/team, 'company-wide'}" } },
      { ...TEAM, "s3:prefix": "company-wide" },
      false,
    ],
    [{ StringLike: { "s3:prefix": "a${*}b" } }, { "s3:prefix": "a*b" }, true],
    [{ StringLike: { "s3:prefix": "a${*}b" } }, { "s3:prefix": "axb" }, false],
    [{ StringEquals: { "s3:prefix": "${$}${?}" } }, { "s3:prefix": "$?" }, true],
    [
      { StringEquals: { "s3:prefix": "${aws:TagKeys}" } },
      { "aws:TagKeys": ["a", "b"], "s3:prefix": "a" },
      false,
    ],
    [
      { ArnLike: { "aws:SourceArn": "arn:aws:sns:*:*:${aws:username}-*" } },
      { "aws:username": "minji", "aws:SourceArn": "arn:aws:sns:ap-northeast-2:1:minji-alarms" },
      true,
    ],
  ],
};
