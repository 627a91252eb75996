import { z } from "zod";
import type { Inventory, PricedResource } from "../contract/priced-resource.ts";
import { AMI_FROM_INSTANCE, INSTANCE } from "../ec2/types.ts";
import { blockDevice } from "./charges.ts";
import { SNAPSHOT, VOLUME } from "./types.ts";

const SOURCES = [VOLUME, SNAPSHOT, AMI_FROM_INSTANCE, INSTANCE];

/** The id of another resource; a preview may not know it. */
export const reference = z.unknown().optional();

const sized = z.object({
  size: z.number().optional().catch(undefined),
  rootBlockDevice: blockDevice.optional().catch(undefined),
  volumeId: reference,
  snapshotId: reference,
  sourceInstanceId: reference,
});

/** The size in GiB of a volume, or of what was made from one: a snapshot, an image, a server's root volume. */
export function gibOf(source: PricedResource | undefined, inventory: Inventory): number {
  if (!source) return blockDevice.parse({}).volumeSize;
  const { size, rootBlockDevice, volumeId, snapshotId, sourceInstanceId } = sized.parse(
    source.props,
  );
  const own = size ?? rootBlockDevice?.volumeSize;
  return own ?? sourceGib(volumeId ?? snapshotId ?? sourceInstanceId, inventory);
}

/** The size in GiB of the resource that an input refers to. */
export const sourceGib = (reference: unknown, inventory: Inventory): number =>
  gibOf(inventory.find(SOURCES, reference), inventory);
