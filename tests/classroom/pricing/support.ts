import type { PricedResource } from "../../../aws/contract/priced-resource.ts";
import { joined, services } from "../../../aws/services.ts";
import { type CostLine, costLines, type PricedLine } from "../../../classroom/pricing/cost-line.ts";
import type { PriceTable } from "../../../classroom/pricing/price-table.ts";

/** Prices that are easy to reckon with. */
export const PRICES: PriceTable = {
  listed: {
    asOf: "2026-01-01",
    by: "hand",
    source: "https://example.com/list",
    regions: {
      "ap-northeast-2": {
        "ec2/t3.micro/linux": 0.01,
        "ec2/t3.small/windows": 0.04,
        "ec2/public-ipv4": 0.005,
        "ebs/gp3": 0.1,
        "ebs/snapshot": 0.05,
        "alb/hour": 0.02,
        "alb/lcu": 0.008,
        "nat/hour": 0.06,
        "nat/gb": 0.06,
        "rds/db.t4g.micro/mysql": 0.025,
        "rds/gp3": 0.13,
        "secrets/secret": 0.4,
        "cloudwatch/metric": 0.3,
        "transfer/internet": 0.12,
      },
      "us-east-1": { "ec2/t3.micro/linux": 0.008, "ebs/gp3": 0.08 },
    },
  },
  others: {
    asOf: "2026-01-01",
    by: "hand",
    source: "https://example.com/others",
    regions: {
      "ap-northeast-2": {
        "route53/zone": 0.5,
        "route53/query": 0.000001,
        "transfer/region": 0.08,
      },
    },
  },
};

export const CIRCUMSTANCES = {
  region: "ap-northeast-2",
  students: 10,
  prices: PRICES,
  rules: joined(await services(), "prices"),
};

/** A resource of lab `web`, called `web` unless it is said otherwise. */
export const resource = (
  type: string,
  props: Record<string, unknown> = {},
  name = "web",
  lab = "web",
): PricedResource => ({ type, name, lab, props });

export const linesOf = (...resources: PricedResource[]): CostLine[] =>
  costLines(resources, CIRCUMSTANCES);

/** What has a price, as `USD item`. */
export const pricesOf = (...resources: PricedResource[]): string[] =>
  linesOf(...resources)
    .filter((line): line is PricedLine => line.status === "priced")
    .map(({ usd, per, item }) => `${Number(usd.toFixed(6))} a ${per}: ${item}`);

/** What has none, with the reason. */
export const unpricedOf = (...resources: PricedResource[]): string[] =>
  linesOf(...resources).flatMap((line) =>
    line.status === "not priced" ? [`${line.item}: ${line.reason}`] : [],
  );
