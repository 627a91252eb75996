import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { autoScalingClient } from "../../../../aws/autoscaling/client.ts";
import { cloudFormationClient } from "../../../../aws/cloudformation/client.ts";
import { PERIOD_MS } from "../../../../engine/traffic/servers/cpu.ts";
import { PROJECT } from "../../../../lib/project.ts";
import { sandboxProblem } from "../../../../engine/traffic/boot/problem.ts";
import { launches } from "./launches.ts";
import { REGION } from "../local-web.ts";

const problem = await sandboxProblem();

const read = (file: string) => readFileSync(path.join(PROJECT, "labs", file));

/** Servers that others change after their boot, as strangers see them. */
describe(
  problem === undefined
    ? "servers that are changed"
    : `servers that are changed (skipped: ${problem})`,
  () => {
    before(function () {
      if (problem !== undefined) this.skip(); // the title says which
    });
    const { aws, unique, visit, ec2, settles, imageOf, groupFor, now } = launches();

    it("by cfn-hup: the page follows the parameters of their stack", async () => {
      const client = await ec2();
      const { Subnets: [subnet] = [] } = await client.describeSubnets({});
      const stack = await aws().client(cloudFormationClient);
      const StackName = unique("stack");
      const parameters = async (Title: string) =>
        Object.entries({
          ...{ Title, VpcId: subnet?.VpcId, SubnetId: subnet?.SubnetId },
          ImageId: await imageOf("al2023-ami-2*"),
        }).map(([ParameterKey, ParameterValue]) => ({ ParameterKey, ParameterValue }));
      const TemplateBody = read("cloudformation-web/web.template").toString();
      await stack.createStack({ StackName, TemplateBody, Parameters: await parameters("first") });
      const { Stacks: [made] = [] } = await stack.describeStacks({ StackName });
      const url = made?.Outputs?.find(({ OutputKey }) => OutputKey === "Url")?.OutputValue ?? "";
      assert.match((await visit(url)).body, /<title>first<\/title>/);
      await stack.updateStack({ StackName, TemplateBody, Parameters: await parameters("second") });
      await settles();
      assert.match((await visit(url)).body, /<title>second<\/title>/);
    });

    it("by load: their group grows by its own policy, and its activities say so", async () => {
      const client = await ec2();
      const name = unique("scaling");
      const script = "#!/bin/bash\ndnf install -y httpd && systemctl enable --now httpd";
      await client.createLaunchTemplate({
        LaunchTemplateName: name,
        LaunchTemplateData: {
          ...{ ImageId: await imageOf("al2023-ami-2*"), InstanceType: "t3.micro" },
          SecurityGroupIds: [await groupFor("0.0.0.0/0")],
          UserData: Buffer.from(script).toString("base64"),
        },
      });
      const autoScaling = await aws().client(autoScalingClient);
      const AutoScalingGroupName = name;
      await autoScaling.createAutoScalingGroup({
        ...{ AutoScalingGroupName, MinSize: 1, MaxSize: 3 },
        LaunchTemplate: { LaunchTemplateName: name },
        AvailabilityZones: [`${REGION}a`],
      });
      await autoScaling.putScalingPolicy({
        ...{ AutoScalingGroupName, PolicyName: "cpu", PolicyType: "TargetTrackingScaling" },
        TargetTrackingConfiguration: {
          PredefinedMetricSpecification: { PredefinedMetricType: "ASGAverageCPUUtilization" },
          TargetValue: 50,
        },
      });
      const instances = async () => {
        const { AutoScalingGroups: [group] = [] } = await autoScaling.describeAutoScalingGroups({
          AutoScalingGroupNames: [name],
        });
        return (group?.Instances ?? []).map(({ InstanceId = "" }) => InstanceId);
      };
      const [first = ""] = await instances();
      const { ip } = await now(first);
      const end = Date.now() + 6 * PERIOD_MS;
      // As many at once as a busy machine answers within a period. A server that was just launched may not be known yet.
      while ((await instances()).length === 1 && Date.now() < end)
        await Promise.allSettled(Array.from({ length: 20 }, () => visit(`http://${ip}/`)));
      const { Activities = [] } = await autoScaling.describeScalingActivities({
        AutoScalingGroupName,
      });
      assert.match(Activities[0]?.Cause ?? "", /-AlarmHigh in state ALARM .* from 1 to 2\b/);
    });
  },
);
