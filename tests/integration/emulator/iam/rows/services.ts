import { ACCOUNT, SEOUL } from "../student.ts";
import { allow, NEW, OWN, type Rows } from "./row.ts";

const STUDENT = [{ Key: "student", Value: "s1" }];
const topic = (name: string) => ({ TopicArn: `arn:aws:sns:${SEOUL}:${ACCOUNT}:${name}` });
const group = (more: object = {}) => ({
  AutoScalingGroupName: "s1-group",
  MinSize: 0,
  MaxSize: 1,
  AvailabilityZones: [`${SEOUL}a`],
  LaunchConfigurationName: "small",
  ...more,
});
const ROLE = `arn:aws:iam::${ACCOUNT}:role/web`;

/** https://docs.aws.amazon.com/service-authorization/latest/reference/ */
export const SERVICES: Rows = {
  "knows SNS' topics, load balancers, alarms, parameters, logs, zones": () => [
    [
      allow("sns:Publish", "*", OWN),
      ["sns.publish", { ...topic("t-s1"), Message: "x" }],
      "allowed",
    ],
    [allow("sns:Publish", "*", OWN), ["sns.publish", { ...topic("t-s2"), Message: "x" }], "denied"],
    [
      allow("elasticloadbalancing:*", "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/s1-*/*"),
      ["elbv2.create_load_balancer", { Name: "s1-web", Subnets: ["subnet-1"] }],
      "allowed",
    ],
    [
      allow("elasticloadbalancing:*", "arn:aws:elasticloadbalancing:*:*:loadbalancer/app/s1-*/*"),
      ["elbv2.create_load_balancer", { Name: "s2-web", Subnets: ["subnet-1"] }],
      "denied",
    ],
    [
      allow("elasticloadbalancing:*", "*", NEW),
      ["elbv2.create_target_group", { Name: "x", Tags: [{ Key: "student", Value: "s2" }] }],
      "denied",
    ],
    [
      allow("cloudwatch:*", "arn:aws:cloudwatch:*:*:alarm:s1-*"),
      ["cloudwatch.delete_alarms", { AlarmNames: ["s1-a", "s2-a"] }],
      "denied",
    ],
    [
      allow("cloudwatch:*", "arn:aws:cloudwatch:*:*:alarm:s1-*"),
      ["cloudwatch.delete_alarms", { AlarmNames: ["s1-a"] }],
      "allowed",
    ],
    [
      allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/s1/*"),
      ["ssm.get_parameter", { Name: "/s1/a" }],
      "allowed",
    ],
    [
      allow("ssm:GetParameter", "arn:aws:ssm:*:*:parameter/s1/*"),
      ["ssm.get_parameter", { Name: "/s10/a" }],
      "denied",
    ],
    [
      allow("logs:CreateLogGroup", "arn:aws:logs:*:*:log-group:/s1/*"),
      ["logs.create_log_group", { logGroupName: "/s2/a" }],
      "denied",
    ],
    [
      allow("route53:*", "arn:aws:route53:::hostedzone/Z1"),
      ["route53.get_hosted_zone", { Id: "Z2" }],
      "denied",
    ],
    [
      allow("cloudfront:*", `arn:aws:cloudfront::${ACCOUNT}:distribution/E1`),
      ["cloudfront.get_distribution", { Id: "E2" }],
      "denied",
    ],
    [
      allow("cloudformation:*", "arn:aws:cloudformation:*:*:stack/s1-*"),
      ["cloudformation.delete_stack", { StackName: "s2-a" }],
      "denied",
    ],
    [
      allow("budgets:ViewBudget"),
      ["budgets.delete_budget", { AccountId: ACCOUNT, BudgetName: "x" }],
      "denied",
    ],
  ],
  "knows Auto Scaling's groups and what they launch": () => [
    [
      allow("autoscaling:*", "*", NEW),
      ["autoscaling.create_auto_scaling_group", group()],
      "denied",
    ],
    [
      allow("autoscaling:*", "*", NEW),
      [
        "autoscaling.create_auto_scaling_group",
        group({ Tags: [{ ...STUDENT[0], PropagateAtLaunch: true }] }),
      ],
      "allowed",
    ],
    [
      allow("autoscaling:*", "*", { NumericLessThanEquals: { "autoscaling:MaxSize": "2" } }),
      ["autoscaling.create_auto_scaling_group", group({ MaxSize: 30 })],
      "denied",
    ],
    [
      allow("autoscaling:*"),
      [
        "autoscaling.create_auto_scaling_group",
        group({
          LaunchConfigurationName: undefined,
          LaunchTemplate: { LaunchTemplateName: "none" },
        }),
      ],
      "denied",
    ],
  ],
  "knows IAM's users, and roles that are passed": () => [
    [
      allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}"),
      ["iam.list_access_keys"],
      "denied",
    ],
    [
      allow("iam:ListAccessKeys", "arn:aws:iam::*:user/${aws:username}"),
      ["iam.list_access_keys"],
      "allowed",
    ],
    [
      allow("iam:ListAccessKeys", "arn:aws:iam::*:user/${aws:username}"),
      ["iam.list_access_keys", { UserName: "s2" }],
      "denied",
    ],
    [
      allow("iam:CreateUser", "arn:aws:iam::*:user/class/*"),
      ["iam.create_user", { UserName: "x" }],
      "denied",
    ],
    [
      allow("iam:AttachUserPolicy", "*", {
        ArnNotEquals: { "iam:PolicyARN": "arn:aws:iam::aws:policy/AdministratorAccess" },
      }),
      [
        "iam.attach_user_policy",
        { UserName: "s1", PolicyArn: "arn:aws:iam::aws:policy/AdministratorAccess" },
      ],
      "denied",
    ],
    [
      allow("iam:CreateUser", "*", { Null: { "iam:PermissionsBoundary": "false" } }),
      ["iam.create_user", { UserName: "y" }],
      "denied",
    ],
    [
      allow("ec2:*"),
      [
        "ec2.associate_iam_instance_profile",
        { InstanceId: "i-1", IamInstanceProfile: { Name: "web" } },
      ],
      "denied",
    ],
    [
      [
        allow("ec2:*"),
        allow("iam:PassRole", ROLE, {
          StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
        }),
      ],
      [
        "ec2.associate_iam_instance_profile",
        { InstanceId: "i-1", IamInstanceProfile: { Name: "web" } },
      ],
      "allowed",
    ],
    [
      [
        allow("scheduler:*"),
        allow("iam:PassRole", "*", {
          StringEquals: { "iam:PassedToService": "ec2.amazonaws.com" },
        }),
      ],
      [
        "scheduler.create_schedule",
        {
          Name: "x",
          ScheduleExpression: "rate(1 day)",
          FlexibleTimeWindow: { Mode: "OFF" },
          Target: { Arn: "arn:aws:sqs:x:1:q", RoleArn: ROLE },
        },
      ],
      "denied",
    ],
  ],
};
