import type { S3ClientConfig } from "@aws-sdk/client-s3";

/** What every client is made with. */
type Options = Pick<S3ClientConfig, "endpoint" | "credentials" | "requestHandler"> & {
  readonly region: string;
  readonly forcePathStyle: boolean;
};

/** How each service's client is had. Loaded when asked for: all of them take seconds, a command needs a few. */
const LOADERS = {
  autoScaling: async (options: Options) =>
    new (await import("@aws-sdk/client-auto-scaling")).AutoScaling(options),
  budgets: async (options: Options) =>
    new (await import("@aws-sdk/client-budgets")).Budgets(options),
  cloudFormation: async (options: Options) =>
    new (await import("@aws-sdk/client-cloudformation")).CloudFormation(options),
  cloudFront: async (options: Options) =>
    new (await import("@aws-sdk/client-cloudfront")).CloudFront(options),
  cloudWatch: async (options: Options) =>
    new (await import("@aws-sdk/client-cloudwatch")).CloudWatch(options),
  codeDeploy: async (options: Options) =>
    new (await import("@aws-sdk/client-codedeploy")).CodeDeploy(options),
  dynamoDb: async (options: Options) =>
    new (await import("@aws-sdk/client-dynamodb")).DynamoDB(options),
  ec2: async (options: Options) => new (await import("@aws-sdk/client-ec2")).EC2(options),
  efs: async (options: Options) => new (await import("@aws-sdk/client-efs")).EFS(options),
  elasticBeanstalk: async (options: Options) =>
    new (await import("@aws-sdk/client-elastic-beanstalk")).ElasticBeanstalk(options),
  elb: async (options: Options) =>
    new (await import("@aws-sdk/client-elastic-load-balancing-v2")).ElasticLoadBalancingV2(options),
  iam: async (options: Options) => new (await import("@aws-sdk/client-iam")).IAM(options),
  logs: async (options: Options) =>
    new (await import("@aws-sdk/client-cloudwatch-logs")).CloudWatchLogs(options),
  rds: async (options: Options) => new (await import("@aws-sdk/client-rds")).RDS(options),
  route53: async (options: Options) =>
    new (await import("@aws-sdk/client-route-53")).Route53(options),
  s3: async (options: Options) => new (await import("@aws-sdk/client-s3")).S3(options),
  sns: async (options: Options) => new (await import("@aws-sdk/client-sns")).SNS(options),
  ssm: async (options: Options) => new (await import("@aws-sdk/client-ssm")).SSM(options),
  tagging: async (options: Options) =>
    new (await import("@aws-sdk/client-resource-groups-tagging-api")).ResourceGroupsTaggingAPI(
      options,
    ),
};

export type Service = keyof typeof LOADERS;
export type Client<S extends Service> = Awaited<ReturnType<(typeof LOADERS)[S]>>;

/** Services that answer for the whole world, in one region. */
const GLOBAL: ReadonlySet<Service> = new Set(["budgets", "cloudFront", "iam", "route53"]);
const GLOBAL_REGION = "us-east-1";

/** How long a client waits for a connection, and for an answer, before it tries again. */
const CONNECTION_MS = 5000;
const ANSWER_MS = 20_000;

/** Where a class runs. */
export interface AwsPlace {
  readonly region: string;
  /** An emulator's variables (`Emulator.env`). @default AWS itself, with the user's own credentials */
  readonly env?: Readonly<Record<string, string>>;
  /** How long a client waits for an answer before it tries again. @default 20 seconds; less in tests */
  readonly answerMs?: number;
}

/** AWS's own clients for a class, on AWS or on the emulator. */
export class Aws {
  readonly region: string;
  /** The emulator's address; undefined on AWS. */
  readonly endpoint: string | undefined;
  readonly #options: Omit<Options, "region">;
  readonly #clients = new Map<string, Promise<unknown>>();

  constructor({ region, env, answerMs = ANSWER_MS }: AwsPlace) {
    this.region = region;
    this.endpoint = env?.AWS_ENDPOINT_URL;
    this.#options = {
      // A bucket's name is no host name of an emulator.
      forcePathStyle: env !== undefined,
      requestHandler: {
        connectionTimeout: CONNECTION_MS,
        requestTimeout: answerMs,
        throwOnRequestTimeout: true, // else it is only warned of
      },
      ...(env && {
        endpoint: env.AWS_ENDPOINT_URL ?? "",
        credentials: {
          accessKeyId: env.AWS_ACCESS_KEY_ID ?? "",
          secretAccessKey: env.AWS_SECRET_ACCESS_KEY ?? "",
        },
      }),
    };
  }

  /** A service's client, the same one each time. @param region @default the class's */
  client<S extends Service>(service: S, region = this.region): Promise<Client<S>> {
    const where = GLOBAL.has(service) ? GLOBAL_REGION : region;
    const key = `${service} ${where}`;
    const load = LOADERS[service] as (options: Options) => Promise<Client<S>>;
    const client = this.#clients.get(key) ?? load({ ...this.#options, region: where });
    this.#clients.set(key, client);
    return client as Promise<Client<S>>;
  }
}
