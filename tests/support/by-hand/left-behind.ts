import { dynamoDbClient } from "../../../aws/dynamodb/client.ts";
import { ec2Client } from "../../../aws/ec2/client.ts";
import { iamClient } from "../../../aws/iam/client.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import type { Aws } from "../../../aws/clients.ts";
import { type Deed, serverOf, subnetOf, templatesOwn, text } from "./scene.ts";

/** What stays behind. */
export const ATTACHED: Readonly<Record<string, Deed>> = {
  "an address on a server": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { AllocationId } = await ec2.allocateAddress({ Domain: "vpc" });
    await ec2.associateAddress({ AllocationId, InstanceId: serverOf(scene) });
  },
  "a volume on a server": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { Reservations = [] } = await ec2.describeInstances({ InstanceIds: [serverOf(scene)] });
    const { VolumeId } = await ec2.createVolume({
      AvailabilityZone: Reservations[0]?.Instances?.[0]?.Placement?.AvailabilityZone,
      Size: 1,
    });
    await ec2.attachVolume({ VolumeId, InstanceId: serverOf(scene), Device: "/dev/sdz" });
  },
  "a NAT gateway with its address": async (scene) => {
    const ec2 = await scene.aws.client(ec2Client);
    const { AllocationId } = await ec2.allocateAddress({ Domain: "vpc" });
    await ec2.createNatGateway({ SubnetId: subnetOf(scene), AllocationId });
  },
};

/** What is no resource: settings, contents, and a server that is gone. */
export const CHANGED: Readonly<Record<string, Deed>> = {
  "a server is terminated": async ({ aws, id }) =>
    (await aws.client(ec2Client)).terminateInstances({
      InstanceIds: [id("aws:ec2/instance:Instance", "windows-server")],
    }),
  "a key that no batch can delete": async ({ aws, id }) =>
    (await aws.client(s3Client)).putObject({
      Bucket: id("aws:s3/bucket:Bucket", "s3-bucket"),
      Key: "homework/bell\u0007.txt",
      Body: "x",
    }),
  "a table is locked": async ({ aws, id }) =>
    (await aws.client(dynamoDbClient)).updateTable({
      TableName: id("aws:dynamodb/table:Table", "dynamodb"),
      DeletionProtectionEnabled: true,
    }),
  "a template's server is locked": async (scene) =>
    (await scene.aws.client(ec2Client)).modifyInstanceAttribute({
      InstanceId: await templatesOwn(scene, "Server"),
      DisableApiTermination: { Value: true },
    }),
  "a server is locked": async (scene) =>
    (await scene.aws.client(ec2Client)).modifyInstanceAttribute({
      InstanceId: serverOf(scene),
      DisableApiTermination: { Value: true },
    }),
};

/** Deletes what was never the class's: who has made it must find it as it was. @throws when it is not there */
export async function deleteOwn(aws: Aws): Promise<void> {
  const ec2 = await aws.client(ec2Client);
  const { SecurityGroups = [] } = await ec2.describeSecurityGroups({
    Filters: [{ Name: "group-name", Values: ["elsewhere"] }],
  });
  await ec2.deleteSecurityGroup({ GroupId: text(SecurityGroups[0]?.GroupId) });
  const { TransitGateways = [] } = await ec2.describeTransitGateways({});
  const [theirs] = TransitGateways.filter(({ State }) => State === "available");
  await ec2.deleteTransitGateway({ TransitGatewayId: text(theirs?.TransitGatewayId) });
  await (await aws.client(iamClient)).deleteUser({ UserName: "guest" });
}
