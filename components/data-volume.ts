import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inRange } from "./range.ts";

/** A volume beside the root volume. */
export interface DataVolume {
  /** What the instance calls it, /dev/sdf to /dev/sdp; Windows takes xvdf to xvdp too. */
  readonly deviceName: string;
  /** 1 to 16384. */
  readonly sizeGiB: number;
  /** Snapshot that it begins as. @default blank */
  readonly snapshotId?: pulumi.Input<string>;
}

export interface DataVolumeArgs extends DataVolume {
  readonly instance: aws.ec2.Instance;
  /** @default the provider's region */
  readonly region: string | undefined;
}

/**
 * An encrypted gp3 volume of its own, attached to an instance after its launch. It survives the instance's
 * termination, by hand or by replacement, and goes when the stack is destroyed. The instance must not list it among its
 * `ebsBlockDevices`: that and an attachment fight for the volume. About $0.09 a GiB and month in Seoul.
 */
export function dataVolume(
  name: string,
  { instance, deviceName, sizeGiB, snapshotId, region }: DataVolumeArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  const { availabilityZone } = instance;
  const volume = new aws.ebs.Volume(
    name,
    { availabilityZone, size: sizeGiB, type: "gp3", encrypted: true, snapshotId, region },
    // A volume cannot follow a server to another zone. AWS should say so; a new, empty volume would be worse.
    { ...opts, ignoreChanges: ["availabilityZone"] },
  );
  new aws.ec2.VolumeAttachment(
    name,
    // The file system may be in use: stopping the instance first lets it go in good order.
    {
      instanceId: instance.id,
      volumeId: volume.id,
      deviceName,
      stopInstanceBeforeDetaching: true,
      region,
    },
    // A volume hangs on one instance at a time.
    { ...opts, deleteBeforeReplace: true },
  );
  return volume.id;
}

/**
 * @throws when a size is out of range, a device name is not for volumes, or two volumes have the same one.
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/device_naming.html
 */
export function checkDataVolumes(volumes: Readonly<Record<string, DataVolume>>): void {
  const taken = new Map<string, string>();
  for (const [key, { deviceName, sizeGiB }] of Object.entries(volumes)) {
    inRange(`sizeGiB of ${key}`, sizeGiB, 1, 16_384);
    if (!/^(\/dev\/sd|xvd)[f-p]$/.test(deviceName))
      throw new Error(
        `deviceName of ${key} is "${deviceName}": choose one from /dev/sdf to /dev/sdp`,
      );
    const other = taken.get(deviceName);
    if (other !== undefined)
      throw new Error(`${other} and ${key} both want to be ${deviceName}: give one another name`);
    taken.set(deviceName, key);
  }
}
