import assert from "node:assert/strict";
import path from "node:path";
import { backCommands } from "../../../../labs/in-place-deploy/lab.ts";
import { capture } from "../../../../lib/spawn.ts";
import { awsCliFolder } from "../../../support/aws-cli/aws-cli.ts";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";

const SEOUL = "ap-northeast-2";

/** Lab in-place-deploy: what AWS's provider makes of a new version, and the way back that the lab prints. */
describe("an instance refresh that fails half-way", function () {
  this.timeout("2m");
  const { aws, awsText, endpoint } = emulatedAws();
  const group = { AutoScalingGroupName: "web" };
  const template = { LaunchTemplateName: "web" };
  const groupHas = (query: string) =>
    aws(
      "autoscaling.describe_auto_scaling_groups",
      { AutoScalingGroupNames: ["web"] },
      `AutoScalingGroups[0].${query}`,
    );
  const versions = () => groupHas("Instances[].LaunchTemplate.Version | sort(@)");
  const refresh = () =>
    aws("autoscaling.describe_instance_refreshes", group, "InstanceRefreshes[0].Status");

  before(async () => {
    const data = { ImageId: "ami-12345678", InstanceType: "t3.micro" };
    await aws("ec2.create_launch_template", { ...template, LaunchTemplateData: data });
    await aws("autoscaling.create_auto_scaling_group", {
      ...{ ...group, MinSize: 3, MaxSize: 3, AvailabilityZones: [`${SEOUL}a`] },
      LaunchTemplate: { ...template, Version: "1" },
    });
    await aws("ec2.create_launch_template_version", { ...template, LaunchTemplateData: data });
  });

  it("leaves the group at the new version: the provider moves it there before the refresh", async () => {
    const LaunchTemplate = { ...template, Version: "2" };
    await aws("autoscaling.update_auto_scaling_group", { ...group, LaunchTemplate });
    const DesiredConfiguration = { LaunchTemplate };
    await aws("autoscaling.start_instance_refresh", { ...group, DesiredConfiguration });
    assert.deepEqual([await refresh(), await refresh()], ["InProgress", "InProgress"]);
    assert.deepEqual(await versions(), ["1", "1", "2"]);
    assert.equal(await groupHas("LaunchTemplate.Version"), "2");
  });

  it("is undone by the commands that the lab prints, run one after the other at once", async () => {
    const names = { LaunchTemplateNames: ["web"] };
    const query = "LaunchTemplates[0].LaunchTemplateId";
    const id = await awsText("ec2.describe_launch_templates", names, query);
    const env = {
      PATH: [await awsCliFolder(), process.env.PATH].join(path.delimiter),
      AWS_ENDPOINT_URL: endpoint(),
      AWS_ACCESS_KEY_ID: "test",
      AWS_SECRET_ACCESS_KEY: "test",
      AWS_DEFAULT_REGION: SEOUL,
    };
    await capture("bash", ["-ec", backCommands("web", { id, version: 2 }).join("\n")], { env });
    const states = [await refresh(), await refresh(), await refresh(), await refresh()];
    assert.equal(states.at(-1), "Successful");
    assert.deepEqual(await versions(), ["1", "1", "1"]);
    assert.equal(await groupHas("LaunchTemplate.Version"), "1");
  });
});
