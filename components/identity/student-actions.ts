/**
 * The actions in a student's permissions. Wildcards are used for families of actions, because a managed policy is limited to
 * 6,144 characters. AWS's Service Authorization Reference lists the conditions that each action supports.
 * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
 */

/**
 * Names and states, never contents: no objects, items or secrets, no user data and no server logs. `Describe*s` excludes
 * DescribeInstanceAttribute, which shows user data; Elastic Beanstalk's settings, which show environment variables, are
 * excluded.
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
 * CloudShell: the AWS CLI in the console, with the student's own permissions and without access keys.
 * https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html
 */
export const CLOUDSHELL = [
  "cloudshell:*Environment*",
  "cloudshell:CreateSession",
  "cloudshell:GetFile*",
  "cloudshell:PutCredentials",
] as const;

/**
 * Using, changing and deleting resources with the student's own tags, and reading their contents. A new resource has no tags
 * yet, so that this creates nothing; all resources that an action uses must be the student's own. Excluded are actions on
 * resources whose tags AWS does not check: AttachInstances (a neighbour's server could be terminated by the student's group),
 * AttachLoadBalancerTargetGroups, SetSecurityGroups, PutMetricAlarm (an alarm may terminate any server); and launch templates,
 * from whose versions a group launches any instance type. CopyImage and CopySnapshot match, and are denied: they name only the
 * copy, so that nothing is the student's own.
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

/** The class's shared resources for launching a server: subnet, image, snapshot, key pair. */
export const USE_OF_CLASS = [
  "ec2:CreateSecurityGroup",
  "ec2:CreateVolume",
  "ec2:RunInstances",
] as const;

/** Creating a server or a volume with the student's own tags. */
export const LAUNCH = ["ec2:CreateTags", "ec2:CreateVolume", "ec2:RunInstances"] as const;

/** Creating anything else with the student's own tags. */
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

/** On tables named after the student. Tagging is excluded: DynamoDB does not show whether a tag is set during creation. */
export const OWN_TABLE = [
  "dynamodb:*Item",
  "dynamodb:*Table",
  "dynamodb:PartiQL*",
  "dynamodb:Query",
  "dynamodb:Scan",
  "dynamodb:UpdateContinuousBackups",
  "dynamodb:UpdateTimeToLive",
] as const;

/**
 * Sessions with AWS's own documents, on a server that `CHANGE_OWN` allows; AWS's public parameters contain the newest images'
 * ids.
 */
export const SESSION = [
  "ssm:GetParameter*",
  "ssm:ResumeSession",
  "ssm:StartSession",
  "ssm:TerminateSession",
  "ssmmessages:OpenDataChannel",
] as const;

/**
 * Always denied, even on the student's own resources: S3 does not show which tags a request sets; locked objects outlive the
 * class; the size to which a volume grows cannot be limited; the versions of a launch template show anybody's user data.
 */
export const NEVER = [
  "ec2:DescribeLaunchTemplateVersions",
  "ec2:LockSnapshot",
  "ec2:ModifyVolume",
  "s3:*ObjectLock*",
  "s3:*agResource",
  "s3:PutBucketTagging",
] as const;

/** Actions that add or remove tags, where a condition can check which. */
export const TAGGING = ["ec2:*Tags", "elasticloadbalancing:*Tags"] as const;

/** Global services, and a call that has no region. */
export const GLOBAL = [
  "cloudfront:*",
  "cloudshell:*",
  "iam:*",
  "route53:*",
  "s3:ListAllMyBuckets",
  "sts:*",
] as const;
