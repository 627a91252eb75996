import type { EnvironmentDescription } from "@aws-sdk/client-elastic-beanstalk";
import { parse } from "yaml";
import { elasticBeanstalkClient } from "../../aws/elasticbeanstalk/client.ts";
import { s3Client } from "../../aws/s3/client.ts";
import { expect, needsAws, needsTraffic } from "../contract/outcome.ts";
import type { Proof, Subject } from "../contract/check.ts";
import { expectPage } from "../kit/site/pages.ts";
import { expectValues } from "../kit/values.ts";

const RUNS = "the environment runs the version that the lab sets";

export const proof: Proof = {
  checks: [
    {
      name: "the environment is ready",
      hint: "a launch takes 5 minutes (check --wait); the environment's events say what failed",
      async run(subject) {
        const { Status = "unknown", EnvironmentName, Tier } = await environmentNow(subject);
        expect(Status === "Ready", `${EnvironmentName} is ${Status}`);
        return `${EnvironmentName}, ${Tier?.Name}`;
      },
    },
    {
      name: "the environment is healthy",
      hint: "the environment's Health page gives the causes; the logs (Logs, last 100 lines) show why the application does not start",
      async run(subject) {
        needsAws(subject, "launches nothing behind an environment");
        const { Health = "unknown", HealthStatus = "" } = await environmentNow(subject);
        expect(Health === "Green", `its health is ${Health} ${HealthStatus}`.trimEnd());
        return HealthStatus;
      },
    },
    {
      name: RUNS,
      hint: "deploy the version again (Application versions), or npm run class -- solve; eb deploy brings versions of its own",
      async run(subject) {
        const { VersionLabel } = await environmentNow(subject);
        const version = subject.lab.text("version");
        expectValues({ version: VersionLabel }, { version });
        return version;
      },
    },
    {
      name: "the version's bundle is in its bucket",
      hint: "npm run class -- solve packs and uploads it again",
      async run({ lab, aws }) {
        const beanstalk = await aws.client(elasticBeanstalkClient);
        const { ApplicationVersions: [version] = [] } = await beanstalk.describeApplicationVersions(
          {
            ApplicationName: lab.text("applicationName"),
            VersionLabels: [lab.text("version")],
          },
        );
        expect(version, `the application has no version ${lab.text("version")}`);
        const { S3Bucket: Bucket, S3Key: Key } = version.SourceBundle ?? {};
        const s3 = await aws.client(s3Client);
        const { ContentLength } = await s3.headObject({ Bucket, Key });
        return `${Key}, ${ContentLength} bytes`;
      },
    },
    {
      name: "the platform is one that Beanstalk still offers",
      hint: "a retired platform gets no updates: rebuild the environment, which takes the newest one",
      async run(subject) {
        const { SolutionStackName = "" } = await environmentNow(subject);
        const beanstalk = await subject.aws.client(elasticBeanstalkClient);
        const { SolutionStacks = [] } = await beanstalk.listAvailableSolutionStacks();
        expect(SolutionStacks.includes(SolutionStackName), `${SolutionStackName} is retired`);
        return SolutionStackName;
      },
    },
    {
      name: "the lab's config.yml leads eb to the environment",
      hint: "write the lab's output ebConfig to .elasticbeanstalk/config.yml, beside the application",
      async run(subject) {
        const { ApplicationName, EnvironmentName } = await environmentNow(subject);
        const config = parse(subject.lab.text("ebConfig")) as EbConfig;
        expectValues(
          {
            application: config.global.application_name,
            environment: config["branch-defaults"].default.environment,
            region: config.global.default_region,
          },
          {
            application: ApplicationName,
            environment: EnvironmentName,
            region: subject.aws.region,
          },
        );
        return `${ApplicationName}, ${EnvironmentName}`;
      },
    },
    {
      name: "the application answers, with the lab's version",
      hint: "the environment must be healthy first; then compare the page with Running version of the environment",
      async run(subject) {
        needsTraffic(subject);
        const version = subject.lab.text("version");
        const { title } = await expectPage(subject.lab.text("url"), { status: 200 });
        expect(title === version, `the page says "${title}", not "${version}"`);
        return `"${title}"`;
      },
    },
  ],
  fault: { does: "another version is deployed by hand", foundBy: RUNS, make: deployAnother },
};

interface EbConfig {
  readonly "branch-defaults": { readonly default: { readonly environment: string } };
  readonly global: { readonly application_name: string; readonly default_region: string };
}

async function environmentNow({ lab, aws }: Subject): Promise<EnvironmentDescription> {
  const beanstalk = await aws.client(elasticBeanstalkClient);
  const EnvironmentName = lab.text("environmentName");
  const { Environments: [environment] = [] } = await beanstalk.describeEnvironments({
    EnvironmentNames: [EnvironmentName],
    IncludeDeleted: false,
  });
  expect(environment, `there is no environment ${EnvironmentName}`);
  return environment;
}

const BY_HAND = "by-hand";

/** The same bundle under another label, which goes with the application. */
async function deployAnother({ lab, aws }: Subject): Promise<void> {
  const beanstalk = await aws.client(elasticBeanstalkClient);
  const ApplicationName = lab.text("applicationName");
  const describe = (label: string) =>
    beanstalk.describeApplicationVersions({ ApplicationName, VersionLabels: [label] });
  const { ApplicationVersions: [own] = [] } = await describe(lab.text("version"));
  const { ApplicationVersions: [another] = [] } = await describe(BY_HAND);
  if (!another)
    await beanstalk.createApplicationVersion({
      ApplicationName,
      VersionLabel: BY_HAND,
      SourceBundle: own?.SourceBundle,
    });
  await beanstalk.updateEnvironment({
    EnvironmentName: lab.text("environmentName"),
    VersionLabel: BY_HAND,
  });
}
