import type {
  ConfigurationOptionSetting,
  ElasticBeanstalk,
  EnvironmentDescription,
} from "@aws-sdk/client-elastic-beanstalk";
import { elasticBeanstalkClient } from "../../../aws/elasticbeanstalk/client.ts";
import type { Emulated } from "../emulated.ts";
import { ShortCache } from "../cache.ts";
import { type HealthCheck, healthCheck } from "./health-check.ts";

/** An environment, as its settings say. */
export interface EnvironmentView {
  readonly id: string;
  readonly name: string;
  readonly region: string;
  readonly platform: string;
  readonly version: { readonly label: string; readonly bucket: string; readonly key: string };
  /** The environment properties. */
  readonly properties: Readonly<Record<string, string>>;
  readonly health: HealthCheck;
  readonly subnetIds: readonly string[];
  readonly vpcId: string;
  /** The host name of its load balancer. @default it has none */
  readonly balancer?: string;
  /** Whether it has a public address, or a load balancer that has one. */
  readonly isPublic: boolean;
}

const NAME = /\.([a-z]{2}(?:-[a-z]+)+-\d)\.elasticbeanstalk\.com$/;

/** Elastic Beanstalk environments of the account that are ready. */
export class Environments {
  readonly #emulated: Pick<Emulated, "aws" | "regions">;
  readonly #known = new ShortCache<readonly EnvironmentDescription[]>();
  readonly #views = new ShortCache<EnvironmentView | undefined>();

  constructor(emulated: Pick<Emulated, "aws" | "regions">) {
    this.#emulated = emulated;
  }

  /** The environment at a host name. */
  async at(host: string): Promise<EnvironmentView | undefined> {
    const [, region] = NAME.exec(host) ?? [];
    if (region === undefined) return undefined;
    return this.#find(region, ({ CNAME }) => CNAME?.toLowerCase() === host);
  }

  /** The environment with an id. */
  async withId(region: string, id: string): Promise<EnvironmentView | undefined> {
    return this.#find(region, ({ EnvironmentId }) => EnvironmentId === id);
  }

  async #find(
    region: string,
    is: (environment: EnvironmentDescription) => boolean,
  ): Promise<EnvironmentView | undefined> {
    if (!(await this.#emulated.regions()).includes(region)) return undefined;
    const beanstalk = await this.#emulated.aws.client(elasticBeanstalkClient, region);
    const all = await this.#known.get(region, async () => {
      const { Environments = [] } = await beanstalk.describeEnvironments({ IncludeDeleted: false });
      return Environments;
    });
    const found = all.find((each) => is(each) && each.Status === "Ready");
    if (found === undefined) return undefined;
    // What it is made from may have been read a moment before: one of another description is another one.
    return this.#views.get(`${region} ${JSON.stringify(found)}`, () =>
      view(beanstalk, region, found),
    );
  }
}

async function view(
  beanstalk: ElasticBeanstalk,
  region: string,
  { EnvironmentId = "", ...environment }: EnvironmentDescription,
): Promise<EnvironmentView | undefined> {
  const { ApplicationName = "", EnvironmentName = "", VersionLabel } = environment;
  if (VersionLabel === undefined) return undefined; // AWS's sample application runs, which is not known here
  const [{ ApplicationVersions: [version] = [] }, { ConfigurationSettings: [settings] = [] }] =
    await Promise.all([
      beanstalk.describeApplicationVersions({ ApplicationName, VersionLabels: [VersionLabel] }),
      beanstalk.describeConfigurationSettings({ ApplicationName, EnvironmentName }),
    ]);
  const { S3Bucket: bucket = "", S3Key: key = "" } = version?.SourceBundle ?? {};
  const options = settings?.OptionSettings ?? [];
  const option = (namespace: string, name: string): string | undefined =>
    options.find(({ Namespace, OptionName }) => Namespace === namespace && OptionName === name)
      ?.Value;
  const ofProcess = (name: string) =>
    option("aws:elasticbeanstalk:environment:process:default", name);
  const vpc = (name: string) => option("aws:ec2:vpc", name) ?? "";
  const isSingle =
    option("aws:elasticbeanstalk:environment", "EnvironmentType") === "SingleInstance";
  const balancer = balancerOf(environment);
  return {
    ...{ id: EnvironmentId, name: EnvironmentName, region },
    platform: environment.SolutionStackName ?? "",
    version: { label: VersionLabel, bucket, key },
    properties: propertiesIn(options),
    health: healthCheck(
      balancer === undefined
        ? option("aws:elasticbeanstalk:application", "Application Healthcheck URL")
        : `HTTP:${ofProcess("Port") ?? "80"}${ofProcess("HealthCheckPath") ?? "/"}`,
    ),
    ...(balancer !== undefined && { balancer }),
    subnetIds: vpc(isSingle ? "Subnets" : "ELBSubnets")
      .split(",")
      .filter(Boolean),
    vpcId: vpc("VPCId"),
    isPublic: isSingle
      ? vpc("VPCId") === "" || vpc("AssociatePublicIpAddress") === "true"
      : vpc("ELBScheme") !== "internal",
  };
}

/** @see https://docs.aws.amazon.com/elasticbeanstalk/latest/api/API_EnvironmentDescription.html */
const balancerOf = ({ EndpointURL }: EnvironmentDescription): string | undefined =>
  EndpointURL?.endsWith(".elb.amazonaws.com") ? EndpointURL.toLowerCase() : undefined;

const propertiesIn = (options: readonly ConfigurationOptionSetting[]): Record<string, string> =>
  Object.fromEntries(
    options
      .filter(({ Namespace }) => Namespace === "aws:elasticbeanstalk:application:environment")
      .map(({ OptionName = "", Value = "" }) => [OptionName, Value]),
  );
