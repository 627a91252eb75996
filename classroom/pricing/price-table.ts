import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";

/** The file of the table. */
export const PRICES = path.join(import.meta.dirname, "prices.json");

/** Prices of one date, from one source. */
const PART = z.object({
  /** The date of the prices. */
  asOf: z.iso.date(),
  /** How they were added. */
  by: z.enum(["hand", "refresh"]),
  source: z.url(),
  /** USD by region and item. */
  regions: z.record(z.string(), z.record(z.string(), z.number().positive())),
});

const TABLE = z.object({
  /** Prices in AWS's price list by region, updated by `npm run class -- prices`. */
  listed: PART,
  /** Prices from other sources. */
  others: PART,
});

export type PriceTable = z.output<typeof TABLE>;

export const readPrices = (file = PRICES): PriceTable =>
  TABLE.parse(JSON.parse(readFileSync(file, "utf8")));

/** USD for an item in a region; undefined when the table does not have it. */
export const priceOf = (
  { listed, others }: PriceTable,
  region: string,
  item: string,
): number | undefined => listed.regions[region]?.[item] ?? others.regions[region]?.[item];
