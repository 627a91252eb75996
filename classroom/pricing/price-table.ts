import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** Where the table is kept. */
export const PRICES = path.join(import.meta.dirname, "prices.json");

/** Prices of one day, from one source. */
const PART = z.object({
  /** The day they were valid. */
  asOf: z.iso.date(),
  /** How they came here. */
  by: z.enum(["hand", "refresh"]),
  source: z.url(),
  /** USD by region and item. */
  regions: z.record(z.string(), z.record(z.string(), z.number().positive())),
});

const TABLE = z.object({
  /** What AWS's price list has by region: `npm run class -- prices` takes it from there. */
  listed: PART,
  /** What it has otherwise. */
  others: PART,
});

export type PriceTable = z.output<typeof TABLE>;

export const readPrices = (file = PRICES): PriceTable =>
  TABLE.parse(JSON.parse(readFileSync(file, "utf8")));

/** USD of an item in a region; undefined when the table does not have it. */
export const priceOf = (
  { listed, others }: PriceTable,
  region: string,
  item: string,
): number | undefined => listed.regions[region]?.[item] ?? others.regions[region]?.[item];
