import assert from "node:assert/strict";
import { beanstalk, kind, setting, TAGS } from "./beanstalk.ts";

/** What lists the things that the patch keeps in places of its own. */
const LISTS = [
  ["elasticbeanstalk.describe_application_versions", "ApplicationVersions"],
  ["elasticbeanstalk.describe_environments", "Environments"],
] as const;

/** What engine/emulator/patches/elasticbeanstalk/ adds to moto. */
describe("Elastic Beanstalk on the emulator", () => {
  const { aws, left, forgets, its, createEnvironment } = beanstalk();

  it("keeps an application's tags and description", async () => {
    await aws("elasticbeanstalk.update_application", { ...its.app, Description: "of the class" });
    const query = "Applications[0].[ApplicationArn, Description, Versions]";
    const [arn, ...rest] = (await aws(
      "elasticbeanstalk.describe_applications",
      { ApplicationNames: [its.app.ApplicationName] },
      query,
    )) as [string, ...unknown[]];
    assert.deepEqual(rest, ["of the class", ["v1"]]);
    const resource = { ResourceArn: arn };
    const read = aws("elasticbeanstalk.list_tags_for_resource", resource, "ResourceTags");
    assert.deepEqual(await read, TAGS);
  });

  it("runs an environment, changes and terminates it", async () => {
    await createEnvironment();
    const update = { ...its.environment, OptionSettings: [setting("t3.small")] };
    await aws("elasticbeanstalk.update_environment", update);
    const settings = await aws(
      "elasticbeanstalk.describe_configuration_settings",
      { ...its.app, ...its.environment },
      "ConfigurationSettings[0].OptionSettings",
    );
    assert.deepEqual(settings, [setting("t3.small")]);
    const list =
      "Environments[].[Status, Health, VersionLabel, starts_with(CNAME, EnvironmentName)]";
    const environments = () => aws("elasticbeanstalk.describe_environments", its.app, list);
    assert.deepEqual(await environments(), [["Ready", "Grey", "v1", true]]);
    await aws("elasticbeanstalk.terminate_environment", its.environment);
    assert.deepEqual(await environments(), []);
  });

  it("keeps what is in use", async () => {
    await createEnvironment();
    const removeVersion = () => aws("elasticbeanstalk.delete_application_version", its.version);
    await assert.rejects(removeVersion(), /in use/);
    await assert.rejects(
      aws("elasticbeanstalk.delete_application", its.app),
      /running environments/,
    );
    await aws("elasticbeanstalk.terminate_environment", its.environment);
    await removeVersion();
    await aws("elasticbeanstalk.delete_application", its.app);
    assert.deepEqual(await left(its.app.ApplicationName), []);
  });

  it("deletes an application with its environments where that is asked for", async () => {
    const made = await createEnvironment([kind("SingleInstance")]);
    await aws("elasticbeanstalk.delete_application", { ...its.app, TerminateEnvByForce: true });
    assert.deepEqual(await left((made as { EnvironmentId: string }).EnvironmentId), []);
    assert.deepEqual(await aws("ec2.describe_addresses", {}, "Addresses"), []);
  });

  it("forgets all of it in a reset", () => forgets(LISTS));
});
