import { type Lock, regionIn, switched } from "../contract/lock.ts";
import type { Service } from "../contract/service.ts";
import { snapshotLock } from "../ebs/unlock.ts";
import { ec2Client } from "./client.ts";
import { AMI, AMI_COPY, AMI_FROM_INSTANCE, INSTANCE } from "./types.ts";

/** AWS keeps an image for another day after its protection with a cooldown is switched off. https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ami-deregistration-protection.html */
const deregistrationProtection: Lock = {
  name: "deregistration protection",
  async find(aws, { id: ImageId, outputs }) {
    const ec2 = await aws.client(ec2Client, regionIn({ outputs }));
    const { Images = [] } = await ec2.describeImages({ ImageIds: [ImageId] });
    const was = Images[0]?.DeregistrationProtection ?? "disabled";
    if (!was.startsWith("enabled")) return undefined;
    return {
      lift: () => ec2.disableImageDeregistrationProtection({ ImageId }),
      restore: () =>
        ec2.enableImageDeregistrationProtection({
          ImageId,
          WithCooldown: was === "enabled-with-cooldown",
        }),
    };
  },
};

/** The provider deletes the snapshots of an image that it has made or copied, with the image. */
const ofItsSnapshots = snapshotLock(async (ec2, { id }) => {
  const { Images = [] } = await ec2.describeImages({ ImageIds: [id] });
  return Images.flatMap(({ BlockDeviceMappings = [] }) => BlockDeviceMappings).flatMap(
    ({ Ebs }) => Ebs?.SnapshotId ?? [],
  );
});

/** The provider stops an instance before it detaches a volume from it. */
export const locks: NonNullable<Service["locks"]> = {
  [AMI]: [deregistrationProtection],
  [AMI_COPY]: [deregistrationProtection, ofItsSnapshots],
  [AMI_FROM_INSTANCE]: [deregistrationProtection, ofItsSnapshots],
  [INSTANCE]: [
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_ChangingDisableAPITermination.html
    switched(
      "termination protection",
      async (aws, server) => {
        const ec2 = await aws.client(ec2Client, regionIn(server));
        const Attribute = "disableApiTermination";
        return (await ec2.describeInstanceAttribute({ InstanceId: server.id, Attribute }))
          .DisableApiTermination?.Value;
      },
      async (aws, server, Value) =>
        (await aws.client(ec2Client, regionIn(server))).modifyInstanceAttribute({
          InstanceId: server.id,
          DisableApiTermination: { Value },
        }),
    ),
    // https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/ec2-stop-protection.html
    switched(
      "stop protection",
      async (aws, server) => {
        const ec2 = await aws.client(ec2Client, regionIn(server));
        const Attribute = "disableApiStop";
        return (await ec2.describeInstanceAttribute({ InstanceId: server.id, Attribute }))
          .DisableApiStop?.Value;
      },
      async (aws, server, Value) =>
        (await aws.client(ec2Client, regionIn(server))).modifyInstanceAttribute({
          InstanceId: server.id,
          DisableApiStop: { Value },
        }),
    ),
  ],
};
