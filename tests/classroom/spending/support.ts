import { joined, services } from "../../../aws/services.ts";
import { readPrices } from "../../../classroom/pricing/price-table.ts";
import type { DatedResource } from "../../../classroom/pulumi/deployed-class.ts";
import type { Costing } from "../../../classroom/spending/costing.ts";

export const REGION = "ap-northeast-2";
export const NOW = new Date("2026-11-24T12:00:00Z");
export const END = new Date("2026-11-24T18:00:00Z");

export const CIRCUMSTANCES = {
  region: REGION,
  prices: readPrices(),
  rules: joined(await services(), "prices"),
};

/** A time so many hours before NOW. */
export const ago = (hours: number): string =>
  new Date(NOW.getTime() - hours * 3_600_000).toISOString();

/** An Elastic IP: $0.005 an hour. */
export const address = (id: string, hours = 1): DatedResource => ({
  ...{ type: "aws:ec2/eip:Eip", name: id, lab: "x", id, props: {} },
  created: ago(hours),
});

/** Something at a price by the hour. */
export const costing = (usd: number, hours: number, more: Partial<Costing> = {}): Costing => ({
  ...{ stack: "dev", student: undefined, id: "i-1", created: ago(hours) },
  lines: [
    {
      ...{ status: "priced", lab: "x", type: "t", name: "n", item: "a thing" },
      ...{ quantity: 1, per: "hour", usd },
    },
  ],
  ...more,
});
