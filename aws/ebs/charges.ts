import { z } from "zod";
import { type Charge } from "../contract/charge.ts";

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

/** The full size, because it is not known in advance how much is written. */
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
