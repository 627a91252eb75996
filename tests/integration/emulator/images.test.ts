import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

const SEOUL = "ap-northeast-2";

/** What engine/emulator/patches/ec2/images.py and patches/ssm.py add to moto. */
describe("EC2's images on the emulator", () => {
  const { aws, awsText } = emulatedAws();

  it("registers an image on a snapshot", async () => {
    const volume = { AvailabilityZone: `${SEOUL}a`, Size: 8 };
    const VolumeId = await awsText("ec2.create_volume", volume, "VolumeId");
    const SnapshotId = await awsText("ec2.create_snapshot", { VolumeId }, "SnapshotId");
    const image = await awsText(
      "ec2.register_image",
      {
        Name: "restored",
        RootDeviceName: "/dev/xvda",
        VirtualizationType: "hvm",
        BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId } }],
      },
      "ImageId",
    );
    const query =
      "Images[0].[RootDeviceName, BlockDeviceMappings[].Ebs.SnapshotId, VirtualizationType]";
    const read = await aws("ec2.describe_images", { ImageIds: [image] }, query);
    assert.deepEqual(read, ["/dev/xvda", [SnapshotId], "hvm"]);
    await assert.rejects(aws("ec2.delete_snapshot", { SnapshotId }), /InvalidSnapshot.InUse/);
    await aws("ec2.deregister_image", { ImageId: image });
    await aws("ec2.delete_snapshot", { SnapshotId });
  });

  it("tags an image and its snapshot when it is created", async () => {
    const own = { Filters: [{ Name: "name", Values: ["amzn2-ami-hvm-2.0*x86_64-gp2"] }] };
    const ImageId = await awsText("ec2.describe_images", own, "Images[0].ImageId");
    const run = { ImageId, MinCount: 1, MaxCount: 1, InstanceType: "t3.micro" };
    const InstanceId = await awsText("ec2.run_instances", run, "Instances[0].InstanceId");
    const tagged = (ResourceType: string) => ({
      ResourceType,
      Tags: [{ Key: "of", Value: ResourceType }],
    });
    const TagSpecifications = [tagged("image"), tagged("snapshot")];
    const create = { InstanceId, Name: "tagged", TagSpecifications };
    const image = await awsText("ec2.create_image", create, "ImageId");
    const snapshot = await awsText(
      "ec2.describe_images",
      { ImageIds: [image] },
      "Images[0].BlockDeviceMappings[0].Ebs.SnapshotId",
    );
    const tagsOf = (id: string) =>
      aws(
        "ec2.describe_tags",
        { Filters: [{ Name: "resource-id", Values: [id] }] },
        "Tags[].Value",
      );
    assert.deepEqual(await tagsOf(image), ["image"]);
    assert.deepEqual(await tagsOf(snapshot), ["snapshot"]);
  });

  it("names an image of Windows that there is", async () => {
    const Name = "/aws/service/ami-windows-latest/Windows_Server-2022-English-Full-Base";
    const id = await awsText("ssm.get_parameter", { Name }, "Parameter.Value");
    const platform = await aws("ec2.describe_images", { ImageIds: [id] }, "Images[0].Platform");
    assert.equal(platform, "windows");
  });
});
