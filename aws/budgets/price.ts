import { free, type Prices } from "../contract/charge.ts";
import { BUDGET } from "./types.ts";

/** Budgets that act by themselves cost from the third on; the class has none. */
export const prices: Prices = free(
  "https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/",
  [BUDGET],
);
