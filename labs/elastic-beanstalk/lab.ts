import path from "node:path";
import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";
import { BeanstalkEnvironment } from "../../components/deploy/beanstalk-environment.ts";
import { Bundle } from "../../components/deploy/bundle.ts";
import { defineLab } from "../contract/lab.ts";
import { link, value } from "../contract/outputs.ts";
import { instanceType } from "../contract/instance-type.ts";
import { versionName } from "../contract/settings.ts";
import { labFolder } from "../kit/site/site-folder.ts";
import { webPage } from "../kit/web/web-page.ts";

export const elasticBeanstalk = defineLab({
  id: "elastic-beanstalk",
  title: { ko: "Elastic Beanstalk, eb init", en: "Elastic Beanstalk" },
  teaches: {
    en:
      "Upload an application and let Elastic Beanstalk create its server. Deploy another version, with this program or " +
      "with `eb deploy`, and explain which parts of the earlier labs Elastic Beanstalk creates for you.",
    ko:
      "애플리케이션을 업로드하고 Elastic Beanstalk가 서버를 만들게 합니다. 이 프로그램이나 `eb deploy`로 다른 버전을 배포하고, " +
      "앞의 실습에서 직접 만든 것 중 무엇을 Elastic Beanstalk가 대신 만들어 주는지 설명합니다.",
  },
  settings: z.strictObject({
    version: versionName().default("v1").meta({
      description: "Version of the sample application.",
      ko: "샘플 애플리케이션의 버전.",
    }),
    instanceType: instanceType().default("t3.micro").meta({
      description: "Instance type of the environment's server.",
      ko: "환경의 서버 인스턴스 유형.",
    }),
  }),
  outputs: {
    url: link("Website", "웹사이트"),
    version: value("Version", "버전"),
    applicationName: value("Application", "애플리케이션"),
    environmentName: value("Environment", "환경"),
    platform: value("Platform", "플랫폼"),
    ebConfig: value("Text for .elasticbeanstalk/config.yml", ".elasticbeanstalk/config.yml의 내용"),
  },
  build({ parent, name, config, network }, { version, instanceType }) {
    const child = { parent };
    const application = new aws.elasticbeanstalk.Application(name, {}, child);
    const applicationName = application.name;
    // A key for each version: Elastic Beanstalk identifies a bundle by its key alone.
    const { bucketName, key } = new Bundle(
      name,
      { files: sample(version), key: `app-${version}.zip`, forceDestroy: !config.protect },
      child,
    );
    const release = new aws.elasticbeanstalk.ApplicationVersion(
      name,
      { application: applicationName, name: version, bucket: bucketName, key },
      child,
    );
    const { vpcId, publicSubnetIds: subnetIds } = network();
    const { url, environmentName, platform } = new BeanstalkEnvironment(
      name,
      {
        applicationName,
        versionLabel: release.name,
        platform: String.raw`^64bit Amazon Linux 2023 v[\d.]+ running Node\.js \d+$`,
        vpcId,
        subnetIds,
        healthPath: "/health",
        instanceType,
      },
      child,
    );
    return {
      url,
      version: release.name,
      applicationName,
      environmentName,
      platform,
      ebConfig: pulumi
        .all([applicationName, environmentName, platform])
        .apply((names) => ebConfig(config.region, ...names)),
    };
  },
});

/** The sample application of elastic-beanstalk/app, and its page for a version. */
function sample(version: string): pulumi.asset.AssetArchive {
  const file = (name: string) =>
    new pulumi.asset.FileAsset(path.join(labFolder("elastic-beanstalk", "app"), name));
  return new pulumi.asset.AssetArchive({
    "package.json": file("package.json"),
    "server.js": file("server.js"),
    "page.html": new pulumi.asset.StringAsset(webPage(version)),
  });
}

/** `.elasticbeanstalk/config.yml`, as `eb init` would write it. */
function ebConfig(region: string, application: string, environment: string, stack: string): string {
  // 64bit Amazon Linux 2023 v6.6.0 running Node.js 22 -> Node.js 22 running on 64bit Amazon Linux 2023
  const platform = stack.replace(/^(.*) v[\d.]+ running (.*)$/, "$2 running on $1");
  return `branch-defaults:
  default:
    environment: ${environment}
global:
  application_name: ${application}
  default_ec2_keyname: null
  default_platform: ${platform}
  default_region: ${region}
  profile: null
  sc: null
  workspace_type: Application
`;
}
