import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inRange } from "../../lib/range.ts";

/** A volume in addition to the root volume. */
export interface DataVolume {
  /** The device name, /dev/sdf to /dev/sdp; for Windows xvdf to xvdp as well. */
  readonly deviceName: string;
  /** 1 to 16384. */
  readonly sizeGiB: number;
  /** The snapshot to create it from. @default blank */
  readonly snapshotId?: pulumi.Input<string>;
  /**
   * Whether it survives the instance's termination, manual or by replacement. A kept volume is deleted when the stack is
   * destroyed. Any other is created with the instance: changing this needs a server with another name. @default true
   */
  readonly keep?: boolean;
}

export type DataVolumes = Readonly<Record<string, DataVolume>>;

export interface AttachVolumesArgs {
  readonly volumes: DataVolumes;
  readonly instance: aws.ec2.Instance;
  /** @default the provider's region */
  readonly region: string | undefined;
}

/**
 * Kept volumes are separate resources, attached after the launch: encrypted gp3, about $0.09 a GiB and month in Seoul.
 *
 * @returns the ids of all volumes, by name
 */
export function attachVolumes(
  name: string,
  { volumes, instance, region }: AttachVolumesArgs,
  opts: pulumi.CustomResourceOptions,
): Readonly<Record<string, pulumi.Output<string>>> {
  const idOf = (key: string, volume: DataVolume) =>
    volume.keep === false
      ? launchedId(instance, volume.deviceName)
      : attached(`${name}-${key}`, { ...volume, instance, region }, opts);
  return Object.fromEntries(Object.entries(volumes).map(([key, each]) => [key, idOf(key, each)]));
}

/** The part of an instance's inputs that creates the volumes that are deleted with it. */
export function launchVolumes(
  name: string,
  volumes: DataVolumes,
  tags: Readonly<Record<string, string>> = {},
): Pick<aws.ec2.InstanceArgs, "ebsBlockDevices"> {
  const launched = Object.entries(volumes).filter(([, { keep }]) => keep === false);
  // An empty list would be compared with the volumes attached later, and detach them.
  if (launched.length === 0) return {};
  return {
    ebsBlockDevices: launched.map(([key, { deviceName, sizeGiB, snapshotId }]) => ({
      deviceName,
      volumeSize: sizeGiB,
      snapshotId,
      volumeType: "gp3",
      encrypted: true,
      deleteOnTermination: true,
      tags: { ...tags, Name: `${name}-${key}` },
    })),
  };
}

const launchedId = (instance: aws.ec2.Instance, deviceName: string): pulumi.Output<string> =>
  instance.ebsBlockDevices.apply(
    (devices) => devices.find((device) => device.deviceName === deviceName)?.volumeId ?? "",
  );

interface AttachedArgs extends DataVolume, Omit<AttachVolumesArgs, "volumes"> {}

function attached(
  name: string,
  { instance, deviceName, sizeGiB, snapshotId, region }: AttachedArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { availabilityZone } = instance;
  const volume = new aws.ebs.Volume(
    name,
    { availabilityZone, size: sizeGiB, type: "gp3", encrypted: true, snapshotId, region },
    // A volume cannot move to another zone with its server. An error from AWS is better than a new, empty volume.
    { ...opts, ignoreChanges: ["availabilityZone"] },
  );
  new aws.ec2.VolumeAttachment(
    name,
    // The file system may be in use: stopping the instance first unmounts it properly.
    {
      instanceId: instance.id,
      volumeId: volume.id,
      deviceName,
      stopInstanceBeforeDetaching: true,
      region,
    },
    // A volume can be attached to only one instance at a time.
    { ...opts, deleteBeforeReplace: true },
  );
  return volume.id;
}

/**
 * @throws when a size is out of range, a device name is not valid for volumes or used twice, or some volumes are kept and some
 * are not: attached and launched volumes would conflict in the instance's list of devices.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
 */
export function checkDataVolumes(volumes: DataVolumes): void {
  const taken = new Map<string, string>();
  for (const [key, { deviceName, sizeGiB }] of Object.entries(volumes)) {
    inRange(`sizeGiB of ${key}`, sizeGiB, 1, 16_384);
    if (!/^(\/dev\/sd|xvd)[f-p]$/.test(deviceName))
      throw new Error(
        `deviceName of ${key} is "${deviceName}": choose one from /dev/sdf to /dev/sdp`,
      );
    const other = taken.get(deviceName);
    if (other !== undefined)
      throw new Error(`${other} and ${key} both use ${deviceName}: change one of them`);
    taken.set(deviceName, key);
  }
  const keeps = new Set(Object.values(volumes).map(({ keep }) => keep ?? true));
  if (keeps.size > 1)
    throw new Error(`${Object.keys(volumes).join(" and ")} must all have the same value of keep`);
}
