import { z } from "zod";
import { type Charge, rule, type Rule } from "../../../aws/contract/charge.ts";
import type { Inventory, PricedResource } from "../../../aws/contract/priced-resource.ts";

/** What a volume says of itself, in an instance, a launch template or alone. */
export const blockDevice = z.object({
  volumeType: z.string().default("gp3"),
  /** GiB; of an image's root volume the image decides when nothing is said. */
  volumeSize: z.number().default(8),
});

/** `count` volumes of a kind. */
export const volumeCharge = (
  { volumeType, volumeSize }: z.output<typeof blockDevice>,
  count = 1,
): Charge => ({
  item: `${count === 1 ? "" : `${count} x `}${volumeSize} GiB ${volumeType}`,
  price: `ebs/${volumeType}`,
  quantity: volumeSize * count,
  per: "month",
});

/** Full, as nobody knows before how much of a volume is written. */
const snapshotCharge = (gib: number): Charge => ({
  item: `snapshot of ${gib} GiB`,
  price: "ebs/snapshot",
  quantity: gib,
  per: "month",
});

const copyCharge = (gib: number, region: string): Charge => ({
  item: `${gib} GiB to another region`,
  price: "transfer/region",
  quantity: gib,
  per: "class",
  region,
});

const SOURCES = [
  "aws:ebs/volume:Volume",
  "aws:ebs/snapshot:Snapshot",
  "aws:ec2/amiFromInstance:AmiFromInstance",
  "aws:ec2/instance:Instance",
];

/** Another resource's id; a preview may not know it. */
const reference = z.unknown().optional();

const sized = z.object({
  size: z.number().optional().catch(undefined),
  rootBlockDevice: blockDevice.optional().catch(undefined),
  volumeId: reference,
  snapshotId: reference,
  sourceInstanceId: reference,
});

/** GiB of a volume, or of what was made of one: a snapshot, an image, a server's root. */
function gibOf(source: PricedResource | undefined, inventory: Inventory): number {
  if (!source) return blockDevice.parse({}).volumeSize;
  const { size, rootBlockDevice, volumeId, snapshotId, sourceInstanceId } = sized.parse(
    source.props,
  );
  const own = size ?? rootBlockDevice?.volumeSize;
  return own ?? sourceGib(volumeId ?? snapshotId ?? sourceInstanceId, inventory);
}

const sourceGib = (reference: unknown, inventory: Inventory): number =>
  gibOf(inventory.find(SOURCES, reference), inventory);

const volume = rule(
  z.object({ type: z.string().default("gp2") }),
  ({ type }, { resource, inventory }) => [
    volumeCharge({ volumeType: type, volumeSize: gibOf(resource, inventory) }),
  ],
);

const snapshot = rule(z.object({ volumeId: reference }), ({ volumeId }, { inventory }) => [
  snapshotCharge(sourceGib(volumeId, inventory)),
]);

const image = rule(
  z.object({ sourceInstanceId: reference }),
  ({ sourceInstanceId }, { inventory }) => [snapshotCharge(sourceGib(sourceInstanceId, inventory))],
);

const snapshotCopy = rule(
  z.object({ sourceSnapshotId: reference, sourceRegion: z.string() }),
  ({ sourceSnapshotId, sourceRegion }, { inventory }) => {
    const gib = sourceGib(sourceSnapshotId, inventory);
    return [snapshotCharge(gib), copyCharge(gib, sourceRegion)];
  },
);

const imageCopy = rule(
  z.object({ sourceAmiId: reference, sourceAmiRegion: z.string() }),
  ({ sourceAmiId, sourceAmiRegion }, { inventory }) => {
    const gib = sourceGib(sourceAmiId, inventory);
    return [snapshotCharge(gib), copyCharge(gib, sourceAmiRegion)];
  },
);

export const volumeRules: Readonly<Record<string, Rule>> = {
  "aws:ebs/volume:Volume": volume,
  "aws:ebs/snapshot:Snapshot": snapshot,
  "aws:ebs/snapshotCopy:SnapshotCopy": snapshotCopy,
  "aws:ec2/amiFromInstance:AmiFromInstance": image,
  "aws:ec2/amiCopy:AmiCopy": imageCopy,
};
