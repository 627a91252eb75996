import assert from "node:assert/strict";
import type { Input } from "../../support/engine/aws-calls.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What lists the things that the patch keeps in places of its own. */
const LISTS = [
  ["elasticbeanstalk.describe_application_versions", "ApplicationVersions"],
  ["elasticbeanstalk.describe_environments", "Environments"],
] as const;

/** What engine/emulator/patches/elasticbeanstalk/ adds to moto. */
describe("Elastic Beanstalk on the emulator", () => {
  const { aws, unique, left, forgets } = emulatedAws();

  const tags = [{ Key: "lab", Value: "beanstalk" }];
  let app: { ApplicationName: string };
  let version: Input;
  let environment: { EnvironmentName: string };

  beforeEach(async () => {
    const name = unique("beanstalk");
    app = { ApplicationName: name };
    version = { ...app, VersionLabel: "v1" };
    environment = { EnvironmentName: name };
    await aws("elasticbeanstalk.create_application", { ...app, Tags: tags });
    await aws("elasticbeanstalk.create_application_version", {
      ...version,
      SourceBundle: { S3Bucket: "bundles", S3Key: "v1.zip" },
    });
  });

  const createEnvironment = () =>
    aws("elasticbeanstalk.create_environment", {
      ...version,
      ...environment,
      SolutionStackName: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
      OptionSettings: [setting("t3.micro")],
    });
  const setting = (type: string) => ({
    Namespace: "aws:ec2:instances",
    OptionName: "InstanceTypes",
    Value: type,
  });

  it("keeps an application's tags and description", async () => {
    await aws("elasticbeanstalk.update_application", { ...app, Description: "of the class" });
    const query = "Applications[0].[ApplicationArn, Description, Versions]";
    const [arn, ...rest] = (await aws(
      "elasticbeanstalk.describe_applications",
      { ApplicationNames: [app.ApplicationName] },
      query,
    )) as [string, ...unknown[]];
    assert.deepEqual(rest, ["of the class", ["v1"]]);
    const resource = { ResourceArn: arn };
    const read = aws("elasticbeanstalk.list_tags_for_resource", resource, "ResourceTags");
    assert.deepEqual(await read, tags);
  });

  it("runs an environment, changes and terminates it", async () => {
    await createEnvironment();
    const update = { ...environment, OptionSettings: [setting("t3.small")] };
    await aws("elasticbeanstalk.update_environment", update);
    const settings = await aws(
      "elasticbeanstalk.describe_configuration_settings",
      { ...app, ...environment },
      "ConfigurationSettings[0].OptionSettings",
    );
    assert.deepEqual(settings, [setting("t3.small")]);
    const list =
      "Environments[].[Status, Health, VersionLabel, starts_with(CNAME, EnvironmentName)]";
    const environments = () => aws("elasticbeanstalk.describe_environments", app, list);
    assert.deepEqual(await environments(), [["Ready", "Grey", "v1", true]]);
    await aws("elasticbeanstalk.terminate_environment", environment);
    assert.deepEqual(await environments(), []);
  });

  it("keeps what is in use", async () => {
    await createEnvironment();
    const removeVersion = () => aws("elasticbeanstalk.delete_application_version", version);
    await assert.rejects(removeVersion(), /in use/);
    await assert.rejects(aws("elasticbeanstalk.delete_application", app), /running environments/);
    await aws("elasticbeanstalk.terminate_environment", environment);
    await removeVersion();
    await aws("elasticbeanstalk.delete_application", app);
    assert.deepEqual(await left(app.ApplicationName), []);
  });

  it("forgets all of it in a reset", () => forgets(LISTS));
});
