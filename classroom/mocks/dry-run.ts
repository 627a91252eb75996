import * as pulumi from "@pulumi/pulumi";

/** A resource as the program registered it; `inputs` are what the test has come to judge, so nothing is known of them. */
export interface Recorded extends pulumi.runtime.MockResourceArgs {
  readonly inputs: Record<string, unknown>;
}

/**
 * Runs `program` without an engine: Pulumi's mocks answer in the place of AWS. What throws meanwhile has a stack trace
 * only with PULUMI_DEBUG_PROMISE_LEAKS=1.
 *
 * @param stack what the program is told that its stack is called
 * @returns every resource it registered, once all have settled, and what it returned, its outputs awaited
 */
export async function runOnMocks<T>(program: () => T, stack = "mocks"): Promise<Run<T>> {
  const limit = Error.stackTraceLimit;
  // Pulumi writes a stack trace for every promise, which takes most of the time. Its own switch brings them back.
  if (!process.env.PULUMI_DEBUG_PROMISE_LEAKS) Error.stackTraceLimit = 0;
  try {
    return await record(program, stack);
  } finally {
    Error.stackTraceLimit = limit;
  }
}

/** What a program did on mocks. */
interface Run<T> {
  readonly resources: Recorded[];
  readonly result: pulumi.Unwrap<Awaited<T>>;
}

async function record<T>(program: () => T, stack: string): Promise<Run<T>> {
  const resources: Recorded[] = [];
  await pulumi.runtime.setMocks(
    {
      newResource: (args: Recorded) => {
        resources.push(args);
        return { id: `${args.name}-id`, state: { ...computed(args), ...args.inputs } };
      },
      call: ({ token, inputs }) => answer(token, inputs as Record<string, unknown>),
    },
    "class",
    stack,
    false,
  );
  let result: pulumi.Output<pulumi.Unwrap<Awaited<T>>> | undefined;
  await pulumi.runtime.runInPulumiStack(async () => {
    result = pulumi.output(await program());
  });
  // The stack is there before the last of its resources: registrations that wait for others are still under way.
  await pulumi.runtime.disconnect();
  if (!result) throw new Error("the program did not run");
  const settled = result;
  return { resources, result: await new Promise((resolve) => settled.apply(resolve)) };
}

/** What AWS would fill in and programs go on to use. */
function computed({ type, name }: Recorded): Record<string, unknown> {
  const arn = `arn:aws:mock:ap-northeast-2:123456789012:${type.split(":").pop() ?? ""}/${name}`;
  return { arn, ...COMPUTED[type]?.(name) };
}

const NAME_SERVERS = ["1", "2", "3", "4"].map((n) => `ns-${n}.example.com`);

const COMPUTED: Record<string, (name: string) => Record<string, unknown>> = {
  "aws:autoscaling/group:Group": (name) => ({ name }),
  "aws:budgets/budget:Budget": (name) => ({ name }),
  "aws:cloudformation/stack:Stack": (name) => ({
    name,
    outputs: { InstanceId: "i-0123456789abcdef0", PublicIp: "198.51.100.30" },
  }),
  "aws:cloudfront/distribution:Distribution": (name) => ({
    domainName: `${name}.cloudfront.example.com`,
    hostedZoneId: "Z0CDN",
  }),
  "aws:cloudwatch/metricAlarm:MetricAlarm": (name) => ({ name }),
  "aws:codedeploy/application:Application": (name) => ({ name }),
  "aws:dynamodb/table:Table": (name) => ({ name }),
  "aws:ec2/eip:Eip": (name) => ({
    allocationId: `${name}-allocation`,
    publicIp: "198.51.100.40",
  }),
  "aws:ec2/keyPair:KeyPair": (name) => ({ keyName: name }),
  "aws:ec2/launchTemplate:LaunchTemplate": () => ({ latestVersion: 1 }),
  "aws:ec2/instance:Instance": (name) => ({
    publicIp: "198.51.100.10",
    privateIp: "10.0.0.10",
    publicDns: `${name}.compute.example.com`,
    availabilityZone: "ap-northeast-2a",
  }),
  "aws:ec2/natGateway:NatGateway": () => ({ publicIp: "198.51.100.20" }),
  "aws:ec2/vpc:Vpc": (name) => ({ mainRouteTableId: `${name}-main` }),
  "aws:efs/fileSystem:FileSystem": (name) => ({ dnsName: `${name}.efs.example.com` }),
  "aws:efs/mountTarget:MountTarget": () => ({ ipAddress: "10.0.128.10" }),
  "aws:elasticbeanstalk/application:Application": (name) => ({ name }),
  "aws:elasticbeanstalk/environment:Environment": (name) => ({
    name,
    cname: `${name}.elasticbeanstalk.example.com`,
  }),
  "aws:iam/accessKey:AccessKey": () => ({ secret: "mock-secret-access-key" }),
  "aws:iam/group:Group": (name) => ({ name }),
  "aws:iam/instanceProfile:InstanceProfile": (name) => ({ name }),
  "aws:iam/role:Role": (name) => ({ name }),
  "aws:iam/userLoginProfile:UserLoginProfile": () => ({ password: "mock-password" }),
  "aws:iam/user:User": (name) => ({ name }),
  "aws:lb/loadBalancer:LoadBalancer": (name) => ({
    dnsName: `${name}.elb.example.com`,
    zoneId: "Z0ELB",
    arnSuffix: `app/${name}/0`,
  }),
  "aws:lb/targetGroup:TargetGroup": (name) => ({ arnSuffix: `targetgroup/${name}/0` }),
  "aws:rds/instance:Instance": (name) => ({
    address: `${name}.rds.example.com`,
    endpoint: `${name}.rds.example.com:3306`,
    masterUserSecrets: [{ secretArn: `arn:aws:mock:secret/${name}` }],
  }),
  "aws:rds/parameterGroup:ParameterGroup": (name) => ({ name }),
  "aws:rds/subnetGroup:SubnetGroup": (name) => ({ name: `${name}-0123456` }),
  "aws:route53/zone:Zone": (name) => ({ zoneId: `Z-${name}`, nameServers: NAME_SERVERS }),
  "aws:s3/bucket:Bucket": (name) => ({
    bucket: name,
    bucketRegionalDomainName: `${name}.s3.example.com`,
    hostedZoneId: "Z0S3",
  }),
  "aws:s3/bucketObjectv2:BucketObjectv2": () => ({ versionId: "version-1" }),
  "aws:s3/bucketWebsiteConfiguration:BucketWebsiteConfiguration": (name) => ({
    websiteDomain: "s3-website.example.com",
    websiteEndpoint: `${name}.s3-website.example.com`,
  }),
  "awsx:ec2:Vpc": (name) => ({
    vpcId: `${name}-id`,
    publicSubnetIds: [`${name}-public-1-id`, `${name}-public-2-id`],
    privateSubnetIds: [`${name}-private-1-id`, `${name}-private-2-id`],
  }),
};

function answer(token: string, inputs: Record<string, unknown>): Record<string, unknown> {
  switch (token) {
    case "aws:elasticbeanstalk/getSolutionStack:getSolutionStack":
      return { ...inputs, name: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22" };
    case "aws:index/getRegion:getRegion":
      return { region: "ap-northeast-2", id: "ap-northeast-2" };
    case "aws:index/getCallerIdentity:getCallerIdentity":
      return { accountId: "123456789012" };
    case "aws:route53/getZone:getZone":
      return { ...inputs, name: "aws-class.test", nameServers: NAME_SERVERS };
    case "aws:ssm/getParameter:getParameter":
      return { ...inputs, value: "ami-0123456789abcdef0" };
    default:
      return inputs;
  }
}
