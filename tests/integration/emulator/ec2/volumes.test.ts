import assert from "node:assert/strict";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";

const ZONE = "ap-northeast-2a";
const ONE = { MinCount: 1, MaxCount: 1 };

/** What engine/emulator/patches/ec2/volumes.py adds to moto. */
describe("a volume on the emulator says whether it is deleted with its server", () => {
  const { aws, awsText, unique } = emulatedAws();

  /** Of each volume of a server, by its device. */
  const goes = async (InstanceId: string) => {
    const Filters = [{ Name: "attachment.instance-id", Values: [InstanceId] }];
    const query = "Volumes[].Attachments[].[Device, DeleteOnTermination]";
    const found = await aws("ec2.describe_volumes", { Filters }, query);
    return Object.fromEntries(found as [string, boolean][]);
  };
  const launched = (more = {}) =>
    awsText("ec2.run_instances", { ...ONE, ...more }, "Instances[0].InstanceId");

  it("the root volume is, one attached by hand is not", async () => {
    const InstanceId = await launched({ Placement: { AvailabilityZone: ZONE } });
    const volume = { AvailabilityZone: ZONE, Size: 8 };
    const VolumeId = await awsText("ec2.create_volume", volume, "VolumeId");
    await aws("ec2.attach_volume", { InstanceId, VolumeId, Device: "/dev/sdf" });
    assert.deepEqual(await goes(InstanceId), { "/dev/sda1": true, "/dev/sdf": false });
    await aws("ec2.terminate_instances", { InstanceIds: [InstanceId] });
    const left = "Volumes[].[VolumeId, State, Attachments]";
    const seen = await aws("ec2.describe_volumes", { VolumeIds: [VolumeId] }, left);
    assert.deepEqual(seen, [[VolumeId, "available", []]]);
  });

  it("another is as the launch says, and as it was changed afterwards", async () => {
    const Ebs = { VolumeSize: 8, DeleteOnTermination: false };
    const InstanceId = await launched({
      BlockDeviceMappings: [{ DeviceName: "/dev/sda1", Ebs }],
    });
    assert.deepEqual(await goes(InstanceId), { "/dev/sda1": false });
    const changed = { DeviceName: "/dev/sda1", Ebs: { DeleteOnTermination: true } };
    const change = { InstanceId, BlockDeviceMappings: [changed] };
    await aws("ec2.modify_instance_attribute", change);
    assert.deepEqual(await goes(InstanceId), { "/dev/sda1": true });
  });

  it("a group's servers' are as its launch template says", async () => {
    const device = (DeviceName: string, DeleteOnTermination: boolean) => ({
      DeviceName,
      Ebs: { VolumeSize: 8, DeleteOnTermination },
    });
    const amazonLinux = { Filters: [{ Name: "name", Values: ["amzn2-ami-hvm-2.0*x86_64-gp2"] }] };
    const ImageId = await awsText("ec2.describe_images", amazonLinux, "Images[0].ImageId");
    const LaunchTemplateId = await awsText(
      "ec2.create_launch_template",
      {
        LaunchTemplateName: unique("web"),
        LaunchTemplateData: {
          ImageId,
          InstanceType: "t3.micro",
          BlockDeviceMappings: [device("/dev/xvda", true), device("/dev/sdf", false)],
        },
      },
      "LaunchTemplate.LaunchTemplateId",
    );
    const name = { AutoScalingGroupName: unique("web") };
    const size = { MinSize: 1, MaxSize: 1, AvailabilityZones: [ZONE] };
    const group = { ...name, ...size, LaunchTemplate: { LaunchTemplateId } };
    await aws("autoscaling.create_auto_scaling_group", group);
    const servers = "AutoScalingInstances[0].InstanceId";
    const id = await awsText("autoscaling.describe_auto_scaling_instances", {}, servers);
    assert.deepEqual(await goes(id), { "/dev/xvda": true, "/dev/sdf": false });
    const volumes = async () => {
      const found = await aws("ec2.describe_volumes", {}, "Volumes[].VolumeId");
      return (found as string[]).length;
    };
    const before = await volumes();
    await aws("autoscaling.delete_auto_scaling_group", { ...name, ForceDelete: true });
    assert.equal(before - (await volumes()), 1, "the root volume alone goes with its server");
  });
});
