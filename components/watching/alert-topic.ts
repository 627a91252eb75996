import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface AlertTopicArgs {
  /** Recipient of the notifications, once the subscription is confirmed by e-mail. @default nobody */
  readonly email?: string;
}

/**
 * An encrypted SNS topic that alarms, budgets and Auto Scaling of this account may publish to, and its subscriber.
 *
 * It has its own KMS key, because the AWS managed key for SNS (alias/aws/sns) cannot be opened to CloudWatch: notifications
 * would be lost without any error. https://docs.aws.amazon.com/sns/latest/dg/sns-key-management.html
 *
 * @example new AlertTopic("class", { email: "teacher@example.com" });
 *
 * Costs $1 a month, by the hour, for the key; the first 1000 e-mails are free. A deleted key stays listed as pending deletion
 * for 7 days, free of charge. A subscription that was never confirmed cannot be deleted; AWS removes it later.
 */
export class AlertTopic extends pulumi.ComponentResource {
  readonly topicArn: pulumi.Output<string>;

  /** @throws when the e-mail address is not valid. */
  constructor(name: string, args: AlertTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:alert-topic:AlertTopic", name, {}, opts);
    const { email } = args;
    checkEmail(email);
    const child = { parent: this };

    const account = aws.getCallerIdentityOutput({}, child).accountId;
    const key = new aws.kms.Key(
      name,
      {
        description: "Alarm messages on their way to readers",
        policy: keyPolicy(account),
        enableKeyRotation: true,
        deletionWindowInDays: 7,
      },
      child,
    );
    const topic = new aws.sns.Topic(name, { kmsMasterKeyId: key.arn }, child);
    const policy = new aws.sns.TopicPolicy(
      name,
      { arn: topic.arn, policy: topicPolicy(topic.arn, account) },
      child,
    );
    if (email !== undefined)
      new aws.sns.TopicSubscription(
        `${name}-email`,
        { topic: topic.arn, protocol: "email", endpoint: email },
        child,
      );

    // Publishers need the permission first: a budget sends a test notification on creation, and fails without it.
    this.topicArn = pulumi.all([topic.arn, policy.id]).apply(([arn]) => arn);
    this.registerOutputs({ topicArn: this.topicArn });
  }
}

/** @throws when `email` is given and is not a valid address. */
export function checkEmail(email: string | undefined): void {
  if (email !== undefined && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email))
    throw new Error(`email "${email}" is not an address such as teacher@example.com`);
}

/** AWS services that publish with their own service principal. Auto Scaling uses its service-linked role. */
const PUBLISHERS = { Service: ["cloudwatch.amazonaws.com", "budgets.amazonaws.com"] };

function topicPolicy(
  topicArn: pulumi.Input<string>,
  account: pulumi.Input<string>,
): pulumi.Output<string> {
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "AlarmsAndBudgets",
        Effect: "Allow",
        Principal: PUBLISHERS,
        Action: "sns:Publish",
        Resource: topicArn,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
    ],
  });
}

function keyPolicy(account: pulumi.Input<string>): pulumi.Output<string> {
  const use = { Effect: "Allow", Action: ["kms:Decrypt", "kms:GenerateDataKey*"], Resource: "*" };
  const iam = pulumi.interpolate`arn:aws:iam::${account}`;
  return pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Sid: "Account",
        Effect: "Allow",
        Principal: { AWS: pulumi.interpolate`${iam}:root` },
        Action: "kms:*",
        Resource: "*",
      },
      {
        Sid: "AlarmsAndBudgets",
        ...use,
        Principal: PUBLISHERS,
        Condition: { StringEquals: { "aws:SourceAccount": account } },
      },
      {
        // As a condition: KMS refuses a principal that does not exist yet, and AWS creates this role together with the
        // account's first Auto Scaling group.
        Sid: "AutoScaling",
        ...use,
        Principal: { AWS: "*" },
        Condition: {
          StringEquals: {
            "kms:CallerAccount": account,
            "aws:PrincipalArn": pulumi.interpolate`${iam}:role/aws-service-role/autoscaling.amazonaws.com/AWSServiceRoleForAutoScaling`,
          },
        },
      },
    ],
  });
}
