import assert from "node:assert/strict";
import { beanstalk, kind, setting } from "./beanstalk.ts";

/** What stands behind an environment. */
describe("the resources of Elastic Beanstalk on the emulator", () => {
  const { aws, left, its, createEnvironment } = beanstalk();

  it("makes a server with what belongs to it, and deletes it with the environment", async () => {
    const made = (await createEnvironment([kind("SingleInstance")])) as {
      EnvironmentId: string;
      EndpointURL: string;
      EnvironmentArn: string;
    };
    const resources = () =>
      aws(
        "elasticbeanstalk.describe_environment_resources",
        its.environment,
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
    await aws("elasticbeanstalk.update_environment", { ...its.environment, VersionLabel: "v1" });
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
    const update = { ...its.environment, OptionSettings: [setting("t3.small")] };
    await aws("elasticbeanstalk.update_environment", update);
    assert.notEqual((await resources())[0], server);

    await aws("elasticbeanstalk.terminate_environment", its.environment);
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
        its.environment,
        "EnvironmentResources.Instances[].Id",
      ) as Promise<string[]>;
    const addresses = () =>
      aws("ec2.describe_addresses", {}, "Addresses[].[PublicIp, InstanceId, length(Tags)]");
    const [first] = await servers();
    const [[, , tags] = []] = (await addresses()) as unknown[][];
    assert.deepEqual(await addresses(), [[address, first, tags]]);

    const update = { ...its.environment, OptionSettings: [setting("t3.small")] };
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
      ...its.environment,
      OptionSettings: [kind("LoadBalanced")],
    });
    assert.deepEqual(await addresses(), []);
    await aws("elasticbeanstalk.terminate_environment", its.environment);
  });

  it("makes a load balancer, where its type is that of an application, changes and deletes it", async () => {
    const type = { ...kind("application"), OptionName: "LoadBalancerType" };
    const path = {
      Namespace: "aws:elasticbeanstalk:environment:process:default",
      ...{ OptionName: "HealthCheckPath", Value: "/health" },
    };
    const made = (await createEnvironment([kind("LoadBalanced"), type, path])) as {
      EnvironmentId: string;
      EndpointURL: string;
    };
    const [[server], [arn]] = (await aws(
      "elasticbeanstalk.describe_environment_resources",
      its.environment,
      "EnvironmentResources.[Instances[].Id, LoadBalancers[].Name]",
    )) as [string[], string[]];
    const balancers = () =>
      aws("elbv2.describe_load_balancers", {}, "LoadBalancers[].[LoadBalancerArn, DNSName]");
    assert.deepEqual(await balancers(), [[arn, made.EndpointURL]]);
    const [[group, ...check] = []] = (await aws(
      "elbv2.describe_target_groups",
      {},
      "TargetGroups[].[TargetGroupArn, HealthCheckPath, HealthCheckIntervalSeconds]",
    )) as unknown[][];
    assert.deepEqual(check, ["/health", 15]);
    const targets = "TargetHealthDescriptions[].Target.Id";
    assert.deepEqual(
      await aws("elbv2.describe_target_health", { TargetGroupArn: group }, targets),
      [server],
    );
    for (const ResourceArn of [arn, group]) {
      const tagged = "TagDescriptions[0].Tags[?Key=='aws:cloudformation:stack-name'].Value";
      const read = aws("elbv2.describe_tags", { ResourceArns: [ResourceArn] }, tagged);
      assert.deepEqual(await read, [`awseb-${made.EnvironmentId}-stack`]);
    }
    const sticky = { ...path, OptionName: "StickinessEnabled", Value: "true" };
    await aws("elasticbeanstalk.update_environment", {
      ...its.environment,
      OptionSettings: [sticky],
    });
    const stickiness = aws(
      "elbv2.describe_target_group_attributes",
      { TargetGroupArn: group },
      "Attributes[?Key=='stickiness.enabled'].Value",
    );
    assert.deepEqual(await stickiness, ["true"]);
    await aws("elasticbeanstalk.terminate_environment", its.environment);
    assert.deepEqual(await balancers(), []);
    assert.deepEqual(await aws("elbv2.describe_target_groups", {}, "TargetGroups"), []);
    assert.deepEqual(await left(made.EnvironmentId), []);
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
    const update = { ...its.environment, OptionSettings: [kind("LoadBalanced")] };
    const endpoint = await aws("elasticbeanstalk.update_environment", update, "EndpointURL");
    assert.equal(endpoint, made.CNAME); // its address is gone
    await aws("elasticbeanstalk.terminate_environment", its.environment);
  });
});
