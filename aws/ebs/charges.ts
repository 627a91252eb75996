import { z } from "zod";
import { type Charge } from "../contract/charge.ts";

/** The settings of a volume, in an instance, in a launch template or on its own. */
export const blockDevice = z.object({
  volumeType: z.string().default("gp3"),
  /** In GiB. Without it, a root volume has the image's size. */
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

/** The volume's full size: how much is written is not known in advance. */
export const snapshotCharge = (gib: number): Charge => ({
  item: `snapshot of ${gib} GiB`,
  price: "ebs/snapshot",
  quantity: gib,
  per: "month",
});

export const copyCharge = (gib: number, region: string): Charge => ({
  item: `${gib} GiB to another region`,
  price: "transfer/region",
  quantity: gib,
  per: "class",
  region,
});
