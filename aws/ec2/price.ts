import { z } from "zod";
import { free, type Prices, rule } from "../contract/charge.ts";
import { blockDevice, copyCharge, snapshotCharge } from "../ebs/charges.ts";
import { reference, sourceGib } from "../ebs/sizes.ts";
import { serverCharges } from "./server-charges.ts";
import {
  AMI,
  AMI_COPY,
  AMI_FROM_INSTANCE,
  AMI_LAUNCH_PERMISSION,
  INSTANCE,
  KEY_PAIR,
  LAUNCH_TEMPLATE,
} from "./types.ts";

const isWindows = (tags: Readonly<Record<string, string>>): boolean =>
  tags.os?.startsWith("windows") ?? false;

const instance = rule(
  z.object({
    instanceType: z.string(),
    associatePublicIpAddress: z.boolean().default(false),
    monitoring: z.boolean().default(false),
    rootBlockDevice: blockDevice.prefault({}),
    ebsBlockDevices: z.array(blockDevice).default([]),
    tags: z.record(z.string(), z.string()).default({}),
  }),
  ({ instanceType, rootBlockDevice, ebsBlockDevices, ...props }) =>
    serverCharges({
      instanceType,
      windows: isWindows(props.tags),
      publicIp: props.associatePublicIpAddress,
      detailedMonitoring: props.monitoring,
      volumes: [rootBlockDevice, ...ebsBlockDevices],
    }),
);

/** An instance in a CloudFormation template. */
const templateInstance = rule(
  z.object({
    InstanceType: z.string(),
    NetworkInterfaces: z
      .array(z.object({ AssociatePublicIpAddress: z.boolean().default(false) }))
      .default([]),
    BlockDeviceMappings: z.array(
      z.object({ Ebs: z.object({ VolumeType: z.string(), VolumeSize: z.number() }) }),
    ),
  }),
  ({ InstanceType, NetworkInterfaces, BlockDeviceMappings }) =>
    serverCharges({
      instanceType: InstanceType,
      publicIp: NetworkInterfaces.some((each) => each.AssociatePublicIpAddress),
      volumes: BlockDeviceMappings.map(({ Ebs }) => ({
        volumeType: Ebs.VolumeType,
        volumeSize: Ebs.VolumeSize,
      })),
    }),
);

const image = rule(
  z.object({ sourceInstanceId: reference }),
  ({ sourceInstanceId }, { inventory }) => [snapshotCharge(sourceGib(sourceInstanceId, inventory))],
);

const imageCopy = rule(
  z.object({ sourceAmiId: reference, sourceAmiRegion: z.string() }),
  ({ sourceAmiId, sourceAmiRegion }, { inventory }) => {
    const gib = sourceGib(sourceAmiId, inventory);
    return [snapshotCharge(gib), copyCharge(gib, sourceAmiRegion)];
  },
);

export const prices: Prices = {
  [INSTANCE]: instance,
  "AWS::EC2::Instance": templateInstance,
  [AMI_FROM_INSTANCE]: image,
  [AMI_COPY]: imageCopy,
  // A group's instances and an image's snapshots are charged as resources of their own.
  ...free("https://aws.amazon.com/ec2/pricing/", [
    AMI,
    AMI_LAUNCH_PERMISSION,
    KEY_PAIR,
    LAUNCH_TEMPLATE,
  ]),
};
