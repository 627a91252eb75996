import type { EnvironmentDescription } from "@aws-sdk/client-elastic-beanstalk";
import { parse } from "yaml";
import { elasticBeanstalkClient } from "../../aws/elasticbeanstalk/client.ts";
import { s3Client } from "../../aws/s3/client.ts";
import type { Check, Proof, Subject } from "../contract/check.ts";
import { CannotTell, expect, needsWeb } from "../contract/outcome.ts";
import { expectPage } from "../kit/site/pages.ts";
import { expectValues } from "../kit/values.ts";

const environmentIsReady: Check = {
  name: { en: "the environment is ready", ko: "환경이 준비되어 있습니다" },
  hint: {
    en: "a launch takes 5 minutes (check --wait); the environment's events show what failed",
    ko: "시작에 5분 정도 걸립니다(check --wait). 실패한 이유는 환경의 이벤트에 나옵니다",
  },
  async run(subject) {
    const { Status = "unknown", EnvironmentName, Tier } = await environmentNow(subject);
    expect(Status === "Ready", `${EnvironmentName} is ${Status}`);
    return `${EnvironmentName}, ${Tier?.Name}`;
  },
};

const environmentIsHealthy: Check = {
  name: { en: "the environment is healthy", ko: "환경이 정상 상태입니다" },
  hint: {
    en: "the environment's Health page shows the causes; its logs (Logs, last 100 lines) show why the application does not start",
    ko: "원인은 환경의 상태 페이지에 나옵니다. 애플리케이션이 시작되지 않는 이유는 로그(마지막 100줄)에서 확인하세요",
  },
  async run(subject) {
    needsWeb(subject);
    const { Health = "unknown", HealthStatus = "" } = await environmentNow(subject);
    if (subject.aws.endpoint !== undefined && Health === "Grey")
      throw new CannotTell("the application does not run on this machine", "emulator");
    expect(Health === "Green", `its health is ${Health} ${HealthStatus}`.trimEnd());
    return HealthStatus;
  },
};

const environmentRunsVersion: Check = {
  name: {
    en: "the environment runs the configured version",
    ko: "환경이 설정한 버전을 실행합니다",
  },
  hint: {
    en: "deploy the version again (Application versions), or run npm run class -- solve; eb deploy creates versions of its own",
    ko: "애플리케이션 버전에서 해당 버전을 다시 배포하거나 npm run class -- solve를 실행하세요. eb deploy는 자체 버전을 만듭니다",
  },
  async run(subject) {
    const { VersionLabel } = await environmentNow(subject);
    const version = subject.lab.text("version");
    expectValues({ version: VersionLabel }, { version });
    return version;
  },
};

const bundleExists: Check = {
  name: { en: "the version's bundle is in its bucket", ko: "버전의 번들이 버킷에 있습니다" },
  hint: {
    en: "npm run class -- solve packs and uploads it again",
    ko: "npm run class -- solve가 번들을 다시 묶어 업로드합니다",
  },
  async run({ lab, aws }) {
    const beanstalk = await aws.client(elasticBeanstalkClient);
    const { ApplicationVersions: [version] = [] } = await beanstalk.describeApplicationVersions({
      ApplicationName: lab.text("applicationName"),
      VersionLabels: [lab.text("version")],
    });
    expect(version, `the application has no version ${lab.text("version")}`);
    const { S3Bucket: Bucket, S3Key: Key } = version.SourceBundle ?? {};
    const s3 = await aws.client(s3Client);
    const { ContentLength } = await s3.headObject({ Bucket, Key });
    return `${Key}, ${ContentLength} bytes`;
  },
};

const platformIsSupported: Check = {
  name: {
    en: "Elastic Beanstalk still offers the platform version",
    ko: "Elastic Beanstalk가 이 플랫폼 버전을 계속 제공합니다",
  },
  hint: {
    en: "a retired platform gets no updates: rebuild the environment, which takes the newest one",
    ko: "사용 중지된 플랫폼은 업데이트되지 않습니다. 환경을 다시 빌드하면 최신 플랫폼을 사용합니다",
  },
  async run(subject) {
    const { SolutionStackName = "" } = await environmentNow(subject);
    const beanstalk = await subject.aws.client(elasticBeanstalkClient);
    const { SolutionStacks = [] } = await beanstalk.listAvailableSolutionStacks();
    expect(SolutionStacks.includes(SolutionStackName), `${SolutionStackName} is retired`);
    return SolutionStackName;
  },
};

const ebConfigIsCurrent: Check = {
  name: {
    en: "the lab's config.yml has the application and environment for eb",
    ko: "실습의 config.yml에 eb가 사용할 애플리케이션과 환경이 있습니다",
  },
  hint: {
    en: "write the lab's output ebConfig to .elasticbeanstalk/config.yml in the application's folder",
    ko: "실습의 출력 ebConfig를 애플리케이션 폴더의 .elasticbeanstalk/config.yml에 저장하세요",
  },
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
};

const applicationAnswers: Check = {
  name: {
    en: "the application answers with the configured version",
    ko: "애플리케이션이 설정한 버전으로 응답합니다",
  },
  hint: {
    en: "the environment must be healthy; then compare the page with the environment's Running version",
    ko: "먼저 환경이 정상 상태여야 합니다. 그다음 페이지를 환경의 실행 중인 버전과 비교하세요",
  },
  async run(subject) {
    const version = subject.lab.text("version");
    const { title } = await expectPage(subject, subject.lab.text("url"), { status: 200 });
    expect(title === version, `the page shows "${title}", not "${version}"`);
    return `"${title}"`;
  },
};

export const proof: Proof = {
  checks: [
    environmentIsReady,
    environmentIsHealthy,
    environmentRunsVersion,
    bundleExists,
    platformIsSupported,
    ebConfigIsCurrent,
    applicationAnswers,
  ],
  fault: {
    does: { en: "another version is deployed by hand", ko: "다른 버전을 수동으로 배포합니다" },
    foundBy: environmentRunsVersion,
    make: deployAnother,
  },
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

/** Deploys the same bundle with another label; destroying the application deletes that version, too. */
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
