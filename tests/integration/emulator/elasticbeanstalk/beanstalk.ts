import type { Input } from "../../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";

export const TAGS = [{ Key: "lab", Value: "beanstalk" }];

/** The option that sets the type of an environment's servers. */
export const setting = (type: string) => ({
  Namespace: "aws:ec2:instances",
  OptionName: "InstanceTypes",
  Value: type,
});

/** The option that says whether it has a single server. */
export const kind = (Value: string) => ({
  Namespace: "aws:elasticbeanstalk:environment",
  OptionName: "EnvironmentType",
  Value,
});

/** An application with a version for each test, for an environment. Call it inside `describe`. */
export function beanstalk() {
  const { aws, unique, left, forgets } = emulatedAws();
  const its = {
    app: { ApplicationName: "" },
    version: {} as Input,
    environment: { EnvironmentName: "" },
  };

  beforeEach(async () => {
    const name = unique("beanstalk");
    its.app = { ApplicationName: name };
    its.version = { ...its.app, VersionLabel: "v1" };
    its.environment = { EnvironmentName: name };
    await aws("elasticbeanstalk.create_application", { ...its.app, Tags: TAGS });
    await aws("elasticbeanstalk.create_application_version", {
      ...its.version,
      SourceBundle: { S3Bucket: "bundles", S3Key: "v1.zip" },
    });
  });

  const createEnvironment = (settings: readonly Input[] = []) =>
    aws("elasticbeanstalk.create_environment", {
      ...its.version,
      ...its.environment,
      SolutionStackName: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
      OptionSettings: [setting("t3.micro"), ...settings],
      Tags: TAGS,
    });

  return { aws, left, forgets, its, createEnvironment };
}
