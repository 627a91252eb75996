import * as pulumi from "@pulumi/pulumi";

/** An API call that a role may make, and the resource. */
export interface Right {
  /** `ec2:StopInstances` */
  readonly action: string;
  readonly arn: string;
}

/**
 * The role's trust policy: only EventBridge Scheduler may assume it, for schedules of these groups in this account.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/cross-service-confused-deputy-prevention.html
 */
export const trustOf = (
  account: pulumi.Input<string>,
  groupArns: readonly pulumi.Input<string>[],
): pulumi.Output<string> =>
  pulumi.jsonStringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: "sts:AssumeRole",
        Principal: { Service: "scheduler.amazonaws.com" },
        Condition: {
          StringEquals: { "aws:SourceAccount": account, "aws:SourceArn": [...groupArns] },
        },
      },
    ],
  });

/** A policy that allows only these calls on these resources. */
export function rightsOf(rights: readonly (Right | undefined)[]): string {
  const known = rights.flatMap((right) => right ?? []);
  const allowed = [...Map.groupBy(known, ({ action }) => action)].map(([Action, each]) => ({
    Effect: "Allow",
    Action,
    Resource: each.map(({ arn }) => arn),
  }));
  // IAM does not accept a policy without statements.
  const nothing = { Effect: "Deny", Action: "*", Resource: "*" };
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: allowed.length > 0 ? allowed : [nothing],
  });
}
