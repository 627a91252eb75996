import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";

export interface FlowLogArgs {
  readonly vpcId: pulumi.Input<string>;
  /** Retention of the records in days; CloudWatch Logs accepts 1, 3, 5, 7, 14, 30, ... */
  readonly retentionDays: number;
  /** @default the provider's region */
  readonly region: string | undefined;
}

/**
 * Records every connection in a VPC, accepted or rejected, in a log group that is deleted with the flow log.
 * https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-iam-role.html
 */
export function flowLog(
  name: string,
  { vpcId, retentionDays, region }: FlowLogArgs,
  opts: pulumi.CustomResourceOptions,
): void {
  const place = { region };
  const key = `${name}-flow`;
  const group = new aws.cloudwatch.LogGroup(
    key,
    { retentionInDays: retentionDays, ...place },
    opts,
  );
  const role = new aws.iam.Role(
    key,
    { assumeRolePolicy: BY_FLOW_LOGS, forceDetachPolicies: true },
    opts,
  );
  const policy = new aws.iam.RolePolicy(
    key,
    { role: role.name, policy: group.arn.apply((arn) => JSON.stringify(writeTo(arn))) },
    opts,
  );
  new aws.ec2.FlowLog(
    key,
    {
      vpcId,
      trafficType: "ALL",
      logDestination: group.arn,
      iamRoleArn: role.arn,
      maxAggregationInterval: 60,
      ...place,
    },
    { ...opts, dependsOn: policy },
  );
}

const BY_FLOW_LOGS = JSON.stringify({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: "sts:AssumeRole",
      Principal: { Service: "vpc-flow-logs.amazonaws.com" },
    },
  ],
});

const writeTo = (groupArn: string) => ({
  Version: "2012-10-17",
  Statement: [
    {
      Effect: "Allow",
      Action: ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:PutLogEvents"],
      Resource: [groupArn, `${groupArn}:*`],
    },
    // This permission cannot be limited to one log group.
    { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: "*" },
  ],
});
