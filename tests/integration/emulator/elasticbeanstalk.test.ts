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

  const createEnvironment = (settings: readonly Input[] = []) =>
    aws("elasticbeanstalk.create_environment", {
      ...version,
      ...environment,
      SolutionStackName: "64bit Amazon Linux 2023 v6.6.0 running Node.js 22",
      OptionSettings: [setting("t3.micro"), ...settings],
      Tags: tags,
    });
  const setting = (type: string) => ({
    Namespace: "aws:ec2:instances",
    OptionName: "InstanceTypes",
    Value: type,
  });
  const kind = (Value: string) => ({
    Namespace: "aws:elasticbeanstalk:environment",
    OptionName: "EnvironmentType",
    Value,
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

  it("makes a server with what belongs to it, and deletes it with the environment", async () => {
    const made = (await createEnvironment([kind("SingleInstance")])) as {
      EnvironmentId: string;
      EndpointURL: string;
      EnvironmentArn: string;
    };
    const resources = () =>
      aws(
        "elasticbeanstalk.describe_environment_resources",
        environment,
        "EnvironmentResources.[Instances[].Id, AutoScalingGroups[].Name, LaunchTemplates[].Id][]",
      ) as Promise<string[]>;
    const [server = "", group = "", launchTemplate] = await resources();
    const stack = `awseb-${made.EnvironmentId}-stack`;
    assert.match(group, new RegExp(`^${stack}-AWSEBAutoScalingGroup-`));
    const read = await aws(
      "ec2.describe_instances",
      { InstanceIds: [server] },
      `Reservations[0].Instances[0].[InstanceType, PublicIpAddress, Tags[?Key=='lab'].Value | [0],
        Tags[?Key=='elasticbeanstalk:environment-id'].Value | [0], SecurityGroups[0].GroupName]`,
    );
    assert.deepEqual(read, [
      ...["t3.micro", made.EndpointURL, "beanstalk", made.EnvironmentId],
      (read as string[])[4],
    ]);
    assert.match((read as string[])[4] ?? "", new RegExp(`^${stack}-AWSEBSecurityGroup-`));

    // AWS's own tags, which nobody else can write, say on each whose it is.
    const ofStack = "Tags[?Key=='aws:cloudformation:stack-name'].Value | [0]";
    for (const [call, input, query] of [
      ["ec2.describe_addresses", {}, "Addresses[0]"],
      ["ec2.describe_launch_templates", {}, "LaunchTemplates[0]"],
      ["ec2.describe_instances", { InstanceIds: [server] }, "Reservations[0].Instances[0]"],
      [
        "autoscaling.describe_auto_scaling_groups",
        { AutoScalingGroupNames: [group] },
        "AutoScalingGroups[0]",
      ],
    ] as const)
      assert.equal(await aws(call, input, `${query}.${ofStack}`), stack, call);

    // Another version or tag leaves the server, another type replaces it.
    await aws("elasticbeanstalk.update_environment", { ...environment, VersionLabel: "v1" });
    await aws("elasticbeanstalk.update_tags_for_resource", {
      ResourceArn: made.EnvironmentArn,
      TagsToAdd: [{ Key: "expires", Value: "today" }],
      TagsToRemove: ["lab"],
    });
    assert.deepEqual(await resources(), [server, group, launchTemplate]);
    const keys = (of: string) =>
      aws(
        "ec2.describe_tags",
        { Filters: [{ Name: "resource-id", Values: [of] }] },
        "sort(Tags[?!contains(Key, ':')].Key)",
      );
    for (const id of [server, launchTemplate ?? ""])
      assert.deepEqual(await keys(id), ["Name", "expires"]);
    const update = { ...environment, OptionSettings: [setting("t3.small")] };
    await aws("elasticbeanstalk.update_environment", update);
    assert.notEqual((await resources())[0], server);

    await aws("elasticbeanstalk.terminate_environment", environment);
    assert.deepEqual(await left(made.EnvironmentId), []);
    assert.deepEqual(await aws("ec2.describe_addresses", {}, "Addresses"), []);
  });

  it("keeps its Elastic IP address when its server is replaced, which the new one gets", async () => {
    const { EndpointURL: address } = (await createEnvironment([kind("SingleInstance")])) as {
      EndpointURL: string;
    };
    const servers = () =>
      aws(
        "elasticbeanstalk.describe_environment_resources",
        environment,
        "EnvironmentResources.Instances[].Id",
      ) as Promise<string[]>;
    const addresses = () =>
      aws("ec2.describe_addresses", {}, "Addresses[].[PublicIp, InstanceId, length(Tags)]");
    const [first] = await servers();
    const [[, , tags] = []] = (await addresses()) as unknown[][];
    assert.deepEqual(await addresses(), [[address, first, tags]]);

    const update = { ...environment, OptionSettings: [setting("t3.small")] };
    const updated = await aws("elasticbeanstalk.update_environment", update, "EndpointURL");
    const [second] = await servers();
    assert.notEqual(second, first);
    assert.equal(updated, address);
    assert.deepEqual(await addresses(), [[address, second, tags]]);

    await aws("ec2.terminate_instances", { InstanceIds: [second] });
    const [third] = await servers();
    assert.notEqual(third, second);
    assert.deepEqual(await addresses(), [[address, third, tags]]);
    const read = aws(
      "ec2.describe_instances",
      { InstanceIds: [third] },
      "Reservations[0].Instances[0].PublicIpAddress",
    );
    assert.equal(await read, address);

    await aws("elasticbeanstalk.update_environment", {
      ...environment,
      OptionSettings: [kind("LoadBalanced")],
    });
    assert.deepEqual(await addresses(), []);
    await aws("elasticbeanstalk.terminate_environment", environment);
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

  it("deletes an application with its environments where that is asked for", async () => {
    const made = await createEnvironment([kind("SingleInstance")]);
    await aws("elasticbeanstalk.delete_application", { ...app, TerminateEnvByForce: true });
    assert.deepEqual(await left((made as { EnvironmentId: string }).EnvironmentId), []);
    assert.deepEqual(await aws("ec2.describe_addresses", {}, "Addresses"), []);
  });

  it("makes none of an environment that it refuses", async () => {
    const Namespace = "aws:ec2:vpc";
    const network = [
      { Namespace, OptionName: "VPCId", Value: "vpc-12345678" },
      { Namespace, OptionName: "Subnets", Value: "subnet-12345678" },
    ];
    const before = await left("awseb-");
    await assert.rejects(createEnvironment(network), /InvalidSubnetID/);
    assert.deepEqual(await left("awseb-"), before);
    const made = (await createEnvironment([kind("SingleInstance")])) as { CNAME: string };
    const update = { ...environment, OptionSettings: [kind("LoadBalanced")] };
    const endpoint = await aws("elasticbeanstalk.update_environment", update, "EndpointURL");
    assert.equal(endpoint, made.CNAME); // its address is gone
    await aws("elasticbeanstalk.terminate_environment", environment);
  });

  it("forgets all of it in a reset", () => forgets(LISTS));
});
