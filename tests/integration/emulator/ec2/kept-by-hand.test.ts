import assert from "node:assert/strict";
import { GROUP } from "../../../../aws/autoscaling/types.ts";
import { VOLUME } from "../../../../aws/ebs/types.ts";
import { images } from "../../../../aws/ec2/image-finder.ts";
import { POLICY } from "../../../../aws/iam/types.ts";
import { placeIn } from "../../../../aws/contract/finder.ts";
import { joined, services } from "../../../../aws/services.ts";
import { emulatedAws } from "../../../support/engine/emulated-aws.ts";
import { awsAt, resourceOf } from "../../../support/subjects.ts";

const SEOUL = "ap-northeast-2";

/** What people do with a class's resources outside of the class, so that AWS does not delete them. */
describe("a resource that somebody uses elsewhere", () => {
  const { aws, awsText, endpoint } = emulatedAws();

  /** Frees a resource. @returns what has kept it */
  async function freed(type: string, id: string): Promise<string[]> {
    const { [type]: children } = joined(await services(), "children");
    const resource = { ...resourceOf("lab", type, "it", { region: SEOUL }), id };
    const found = (await children?.(awsAt(endpoint()), resource, [resource])) ?? [];
    const parts: string[] = [];
    for (const each of found) {
      assert.ok("remove" in each, each.kind);
      await each.remove();
      parts.push(`${each.kind} ${each.id}`);
    }
    return parts;
  }

  it("is a policy on a role of others, from which it is detached", async () => {
    const document = (statement: object) =>
      JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...statement }] });
    const PolicyDocument = document({ Action: "s3:ListAllMyBuckets", Resource: "*" });
    const policy = { PolicyName: "class", PolicyDocument };
    const PolicyArn = await awsText("iam.create_policy", policy, "Policy.Arn");
    const trust = document({
      Action: "sts:AssumeRole",
      Principal: { Service: "ec2.amazonaws.com" },
    });
    await aws("iam.create_role", { RoleName: "theirs", AssumeRolePolicyDocument: trust });
    await aws("iam.attach_role_policy", { RoleName: "theirs", PolicyArn });
    await assert.rejects(aws("iam.delete_policy", { PolicyArn }), /DeleteConflict/);
    assert.deepEqual(await freed(POLICY, PolicyArn), ["attached to role theirs"]);
    await aws("iam.delete_policy", { PolicyArn });
  });

  it("is a volume on a server of others, from which it is detached", async () => {
    const its = { ImageId: "ami-12345678", MinCount: 1, MaxCount: 1 };
    const placed = { ...its, Placement: { AvailabilityZone: `${SEOUL}a` } };
    const InstanceId = await awsText("ec2.run_instances", placed, "Instances[0].InstanceId");
    const volume = { AvailabilityZone: `${SEOUL}a`, Size: 1 };
    const VolumeId = await awsText("ec2.create_volume", volume, "VolumeId");
    await aws("ec2.attach_volume", { VolumeId, InstanceId, Device: "/dev/sdf" });
    await assert.rejects(aws("ec2.delete_volume", { VolumeId }), /VolumeInUse/);
    assert.deepEqual(await freed(VOLUME, VolumeId), [`attached to server ${InstanceId}`]);
    await aws("ec2.delete_volume", { VolumeId });
  });

  it("is a snapshot for which somebody has registered an image, which the finder ties to it", async () => {
    const volume = { AvailabilityZone: `${SEOUL}a`, Size: 8 };
    const VolumeId = await awsText("ec2.create_volume", volume, "VolumeId");
    const SnapshotId = await awsText("ec2.create_snapshot", { VolumeId }, "SnapshotId");
    const image = {
      ...{ Name: "by-hand", RootDeviceName: "/dev/xvda", VirtualizationType: "hvm" },
      BlockDeviceMappings: [{ DeviceName: "/dev/xvda", Ebs: { SnapshotId } }],
    };
    const id = await awsText("ec2.register_image", image, "ImageId");
    const found = await images.find(placeIn(awsAt(endpoint()), SEOUL));
    const [own] = found.filter((each) => each.id === id);
    assert.ok(own && "ties" in own);
    assert.deepEqual(own.ties, [{ how: "image of", id: SnapshotId, bond: "inside" }]);
  });

  it("is a group whose servers wait for a hook before they are terminated", async () => {
    const group = { AutoScalingGroupName: "web" };
    const data = { ImageId: "ami-12345678", InstanceType: "t3.micro" };
    await aws("ec2.create_launch_template", {
      LaunchTemplateName: "web",
      LaunchTemplateData: data,
    });
    await aws("autoscaling.create_auto_scaling_group", {
      ...{ ...group, MinSize: 0, MaxSize: 1, AvailabilityZones: [`${SEOUL}a`] },
      LaunchTemplate: { LaunchTemplateName: "web", Version: "1" },
    });
    await aws("autoscaling.put_lifecycle_hook", {
      ...{ ...group, LifecycleHookName: "logs" },
      LifecycleTransition: "autoscaling:EC2_INSTANCE_TERMINATING",
    });
    assert.deepEqual(await freed(GROUP, "web"), ["lifecycle hook logs"]);
    assert.deepEqual(await freed(GROUP, "web"), []);
  });
});
