import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import { inRange } from "./range.ts";

/** A volume beside the root volume. */
export interface DataVolume {
  /** What the instance calls it, e.g. /dev/sdf. */
  readonly deviceName: string;
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
 * An encrypted gp3 volume of its own, attached to an instance: it survives the instance's termination, by hand or by
 * replacement, and goes when the stack is destroyed. About $0.09 a GiB and month in Seoul.
 *
 * @throws when the size is out of range
 */
export function dataVolume(
  name: string,
  { instance, deviceName, sizeGiB, snapshotId, region }: DataVolumeArgs,
  opts: pulumi.CustomResourceOptions,
): pulumi.Output<string> {
  inRange("sizeGiB", sizeGiB, 1, 16_384);
  const { availabilityZone } = instance;
  const volume = new aws.ebs.Volume(
    name,
    { availabilityZone, size: sizeGiB, type: "gp3", encrypted: true, snapshotId, region },
    opts,
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
