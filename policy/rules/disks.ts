import { SNAPSHOT_COPY, VOLUME } from "../../aws/ebs/types.ts";
import { AMI, AMI_COPY, INSTANCE, LAUNCH_TEMPLATE } from "../../aws/ec2/types.ts";
import type { Resource } from "../resource.ts";
import { everywhere, fsbp, type ResourceRule } from "../rule.ts";
import { at, listOf, mayBeOn } from "../values.ts";

export const encryptedDisks: ResourceRule = {
  id: "encrypted-disks",
  why: "A snapshot of an unencrypted volume can be read by anyone it is shared with, even by mistake.",
  source: fsbp("EC2.3"),
  fix: "set encrypted to true on the volume, the block device or the copy",
  level: everywhere("mandatory"),
  check: (resource) =>
    disks(resource)
      .filter(({ encrypted }) => !mayBeOn(encrypted))
      .map(({ what }) => `${what} is not encrypted`),
};

interface Disk {
  readonly what: string;
  readonly encrypted: unknown;
}

function disks({ type, props }: Resource): Disk[] {
  switch (type) {
    case VOLUME:
      return [{ what: "the volume", encrypted: props.encrypted }];
    case SNAPSHOT_COPY:
    case AMI_COPY:
      return [{ what: "the copy", encrypted: props.encrypted }];
    case INSTANCE:
    case "aws:ec2/spotInstanceRequest:SpotInstanceRequest":
      // A launch template may contain settings that the instance does not.
      return props.rootBlockDevice === undefined && props.launchTemplate !== undefined
        ? devices(props)
        : [root(props), ...devices(props)];
    case "aws:ec2/launchConfiguration:LaunchConfiguration":
      return [root(props), ...devices(props)];
    case LAUNCH_TEMPLATE:
      return launchTemplate(props);
    case AMI:
      return devices(props);
    default:
      return [];
  }
}

type Props = Resource["props"];

const root = ({ rootBlockDevice }: Props): Disk => ({
  what: "the root volume",
  encrypted: at(rootBlockDevice, "encrypted"),
});

/** Additional volumes. A volume from an image's snapshot is encrypted if the snapshot is. */
const devices = ({ ebsBlockDevices }: Props): Disk[] =>
  listOf(ebsBlockDevices)
    .filter((device) => at(device, "snapshotId") === undefined)
    .map((device) => ({ what: `volume ${named(device)}`, encrypted: at(device, "encrypted") }));

function launchTemplate({ blockDeviceMappings }: Props): Disk[] {
  const mappings = listOf(blockDeviceMappings).filter(
    (mapping) => at(mapping, "ebs") !== undefined,
  );
  if (mappings.length === 0) return [{ what: "the root volume", encrypted: blockDeviceMappings }];
  return mappings.map((mapping) => ({
    what: `volume ${named(mapping)}`,
    encrypted: at(mapping, "ebs", "encrypted"),
  }));
}

const named = (device: unknown): string => String(at(device, "deviceName"));
