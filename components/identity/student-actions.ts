/**
 * What a student's rights are made of. Wildcards stand for families of actions, because a managed policy has 6,144
 * characters. What limits each action is in AWS's Service Authorization Reference.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/**
 * Names and states, never contents: no object, item or secret, no user data and no log of a server. `Describe*s` leaves
 * out DescribeInstanceAttribute, which shows user data; Elastic Beanstalk's settings, which show variables, are left out.
 */
export const SEE = [
  "autoscaling:Describe*",
  "cloudformation:Describe*",
  "cloudformation:List*",
  "cloudfront:Get*",
  "cloudfront:List*",
  "cloudwatch:Describe*",
  "cloudwatch:Get*",
  "cloudwatch:List*",
  "codedeploy:*Get*",
  "codedeploy:List*",
  "dynamodb:Describe*",
  "dynamodb:List*",
  "ec2:Describe*s",
  "ec2:DescribeVpcAttribute",
  "elasticbeanstalk:DescribeA*",
  "elasticbeanstalk:DescribeE*",
  "elasticfilesystem:Describe*",
  "elasticloadbalancing:Describe*",
  "rds:Describe*",
  "rds:List*",
  "route53:Get*",
  "route53:List*",
  "s3:GetBucketLocation",
  "s3:ListAllMyBuckets",
  "ssm:DescribeInstanceInformation",
  "ssm:DescribeSessions",
  "ssm:GetConnectionStatus",
] as const;

/**
 * CloudShell: the AWS CLI in the console, with the student's own rights and no key.
 * https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html
 */
export const CLOUDSHELL = [
  "cloudshell:*Environment*",
  "cloudshell:CreateSession",
  "cloudshell:GetFile*",
  "cloudshell:PutCredentials",
] as const;

/**
 * On everything that has the own tags: use, change and delete it, and read what is in it. What an action makes has no
 * tags yet, so that this makes nothing; what it takes must all be the student's own. Left out are actions that take
 * something whose tags AWS does not check: AttachInstances (ends a neighbour's server with the own group),
 * AttachLoadBalancerTargetGroups, SetSecurityGroups, PutMetricAlarm (an alarm may terminate any server); launch templates,
 * of whose versions a group launches any instance type. CopyImage and CopySnapshot match, and are refused: they name only
 * the copy, so that nothing is the student's own.
 */
export const CHANGE_OWN = [
  "autoscaling:*Processes",
  "autoscaling:*Refresh",
  "autoscaling:DeleteA*",
  "autoscaling:Set*",
  "autoscaling:Terminate*",
  "autoscaling:Update*",
  "cloudwatch:*AlarmActions",
  "cloudwatch:SetAlarmState",
  "ec2-instance-connect:SendSSHPublicKey",
  "ec2:*Address",
  "ec2:*Image",
  "ec2:*Instances",
  "ec2:*KeyPair",
  "ec2:*Route*",
  "ec2:*SecurityGroup*",
  "ec2:*Snapshot",
  "ec2:*Volume",
  "ec2:CreateTags",
  "ec2:DescribeInstanceAttribute",
  "ec2:Get*",
  "ec2:Modify*Attribute",
  "elasticloadbalancing:*egisterTargets",
  "elasticloadbalancing:Create*",
  "elasticloadbalancing:Delete*",
  "elasticloadbalancing:Modify*",
  "rds:*DBInstance",
  "ssm:StartSession",
] as const;

/** What the class shares may be used to launch a server: subnet, image, snapshot, key pair. */
export const USE_OF_CLASS = [
  "ec2:CreateSecurityGroup",
  "ec2:CreateVolume",
  "ec2:RunInstances",
] as const;

/** A server or a volume with the own tags. */
export const LAUNCH = ["ec2:CreateTags", "ec2:CreateVolume", "ec2:RunInstances"] as const;

/** Anything else with the own tags. */
export const MAKE_OWN = [
  "ec2:*KeyPair",
  "ec2:CreateImage",
  "ec2:CreateS*",
  "ec2:CreateTags",
  "ec2:RegisterImage",
  "elasticloadbalancing:AddTags",
  "elasticloadbalancing:CreateLoadBalancer",
  "elasticloadbalancing:CreateTargetGroup",
] as const;

/** On tables whose names are the student's. Not to tag them: DynamoDB does not say whether a tag is set while creating. */
export const OWN_TABLE = [
  "dynamodb:*Item",
  "dynamodb:*Table",
  "dynamodb:PartiQL*",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateContinuousBackups",
  "dynamodb:UpdateTimeToLive",
] as const;

/** With a document of AWS's, on a server that `CHANGE_OWN` allows; AWS's public parameters name the newest images. */
export const SESSION = [
  "ssm:GetParameter*",
  "ssm:ResumeSession",
  "ssm:StartSession",
  "ssm:TerminateSession",
  "ssmmessages:OpenDataChannel",
] as const;

/**
 * Never, not even on own things: S3 does not say which tags a request sets; what is locked outlives the class; nothing
 * limits the size that a volume grows to; the versions of a launch template show user data, whoever's it is.
 */
export const NEVER = [
  "ec2:DescribeLaunchTemplateVersions",
  "ec2:LockSnapshot",
  "ec2:ModifyVolume",
  "s3:*ObjectLock*",
  "s3:*agResource",
  "s3:PutBucketTagging",
] as const;

/** What sets or takes tags where a condition knows which. */
export const TAGGING = ["ec2:*Tags", "elasticloadbalancing:*Tags"] as const;

/** Services without regions, and a call that names none. */
export const GLOBAL = [
  "cloudfront:*",
  "cloudshell:*",
  "iam:*",
  "route53:*",
  "s3:ListAllMyBuckets",
  "sts:*",
] as const;
