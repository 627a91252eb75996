import assert from "node:assert/strict";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

/** What engine/emulator/patches/elb.py adds to moto. */
describe("Elastic Load Balancing on the emulator", () => {
  const { aws, awsText, forgets } = emulatedAws();

  it("takes targets off a group, whether they are in it or not", async () => {
    const VpcId = await awsText("ec2.create_vpc", { CidrBlock: "10.0.0.0/16" }, "Vpc.VpcId");
    const subnet = { VpcId, CidrBlock: "10.0.0.0/24" };
    const SubnetId = await awsText("ec2.create_subnet", subnet, "Subnet.SubnetId");
    const launch = { ImageId: "ami-12c6146b", MinCount: 2, MaxCount: 2, SubnetId };
    const ids = await aws("ec2.run_instances", launch, "Instances[].InstanceId");
    const Targets = (ids as string[]).map((Id) => ({ Id }));
    const TargetGroupArn = await awsText(
      "elbv2.create_target_group",
      { Name: "web", Protocol: "HTTP", Port: 80, VpcId },
      "TargetGroups[0].TargetGroupArn",
    );
    const health = "TargetHealthDescriptions[].Target.Id";
    const targets = () => aws("elbv2.describe_target_health", { TargetGroupArn }, health);
    await aws("elbv2.register_targets", { TargetGroupArn, Targets: Targets.slice(1) });
    assert.deepEqual(await targets(), [Targets[1]?.Id]);
    await aws("elbv2.deregister_targets", { TargetGroupArn, Targets });
    assert.deepEqual(await targets(), []);
    await aws("elbv2.deregister_targets", { TargetGroupArn, Targets });
  });

  it("forgets all of it in a reset", () => forgets());
});
