import { elasticBeanstalkClient } from "../../../aws/elasticbeanstalk/client.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import { zip } from "../../../engine/provider/values/zip.ts";
import { REGION } from "./local-web.ts";
import { launches } from "./servers/launches.ts";
import { settled } from "./settled.ts";

const SINGLE = { EnvironmentType: "SingleInstance" };

/** Makes Elastic Beanstalk's environments in the default network, by AWS's API, and visits them. Call it inside `describe`. */
export function environments() {
  const web = launches();
  const { aws, unique } = web;
  const beanstalk = () => aws().client(elasticBeanstalkClient);

  type Files = readonly (readonly [string, Buffer | string])[];

  /** An application with a version for each bundle, and an environment of the first. */
  async function made(
    bundles: Readonly<Record<string, Files>>,
    platform = /running Node\.js/,
    properties: Readonly<Record<string, string>> = {},
    kind: Readonly<Record<string, string>> = SINGLE,
  ) {
    const [client, s3] = [await beanstalk(), await aws().client(s3Client)];
    const name = unique("shop");
    await s3.createBucket({
      ...{ Bucket: name, CreateBucketConfiguration: { LocationConstraint: REGION } },
    });
    await client.createApplication({ ApplicationName: name });
    for (const [label, files] of Object.entries(bundles)) {
      const Body = zip(new Map(files.map(([file, content]) => [file, Buffer.from(content)])));
      await s3.putObject({ Bucket: name, Key: label, Body });
      await client.createApplicationVersion({
        ...{ ApplicationName: name, VersionLabel: label },
        SourceBundle: { S3Bucket: name, S3Key: label },
      });
    }
    const { SolutionStacks = [] } = await client.listAvailableSolutionStacks();
    const environment = await client.createEnvironment({
      ...{ ApplicationName: name, EnvironmentName: name },
      VersionLabel: Object.keys(bundles)[0],
      SolutionStackName: SolutionStacks.find((stack) => platform.test(stack)),
      OptionSettings: [
        ...Object.entries(kind).map(([name, value]) =>
          option("aws:elasticbeanstalk:environment", name, value),
        ),
        option("aws:elasticbeanstalk:application", "Application Healthcheck URL", "/health"),
        option("aws:elasticbeanstalk:environment:process:default", "HealthCheckPath", "/health"),
        ...Object.entries(properties).map(([name, value]) =>
          option("aws:elasticbeanstalk:application:environment", name, value),
        ),
      ],
    });
    await settled();
    return { name, url: `http://${environment.CNAME}/` };
  }

  const option = (Namespace: string, OptionName: string, Value: string) => ({
    ...{ Namespace, OptionName, Value },
  });

  async function health(name: string): Promise<unknown[]> {
    const { Environments: [found] = [] } = await (
      await beanstalk()
    ).describeEnvironments({ EnvironmentNames: [name] });
    return [found?.Health, found?.HealthStatus];
  }

  return { ...web, beanstalk, made, health };
}
