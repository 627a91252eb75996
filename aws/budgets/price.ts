import { free, type Prices } from "../contract/charge.ts";
import { BUDGET } from "./types.ts";

/** Only budgets with actions cost anything, from the third on; the class has none. */
export const prices: Prices = free(
  "https://aws.amazon.com/aws-cost-management/aws-budgets/pricing/",
  [BUDGET],
);
