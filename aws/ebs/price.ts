import { z } from "zod";
import { free, type Prices, rule } from "../contract/charge.ts";
import { copyCharge, snapshotCharge, volumeCharge } from "./charges.ts";
import { gibOf, reference, sourceGib } from "./sizes.ts";
import { SNAPSHOT, SNAPSHOT_COPY, VOLUME, VOLUME_ATTACHMENT } from "./types.ts";

const volume = rule(
  z.object({ type: z.string().default("gp2") }),
  ({ type }, { resource, inventory }) => [
    volumeCharge({ volumeType: type, volumeSize: gibOf(resource, inventory) }),
  ],
);

const snapshot = rule(z.object({ volumeId: reference }), ({ volumeId }, { inventory }) => [
  snapshotCharge(sourceGib(volumeId, inventory)),
]);

const snapshotCopy = rule(
  z.object({ sourceSnapshotId: reference, sourceRegion: z.string() }),
  ({ sourceSnapshotId, sourceRegion }, { inventory }) => {
    const gib = sourceGib(sourceSnapshotId, inventory);
    return [snapshotCharge(gib), copyCharge(gib, sourceRegion)];
  },
);

export const prices: Prices = {
  [VOLUME]: volume,
  [SNAPSHOT]: snapshot,
  [SNAPSHOT_COPY]: snapshotCopy,
  ...free("https://aws.amazon.com/ec2/pricing/", [VOLUME_ATTACHMENT]),
};
