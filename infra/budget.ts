import type * as pulumi from "@pulumi/pulumi";
import { monthlyBudget } from "../components/watching/budget.ts";
import type { ClassConfig } from "./config.ts";

/** When `spend` warns and freezes, in percent of the limit. */
const THRESHOLDS_PERCENT = [80, 100];

/**
 * AWS's own look at the limit of a class with students, hours after `spend`: an e-mail by what AWS has really charged. It counts
 * what has the class's tag, which somebody has to activate once in Billing. Creates nothing unless `class:budget` asks for it: in many
 * accounts only the root user may create budgets, and the class would not come up.
 *
 * @param parent creates its parent component
 */
export function lateNet(
  { budget, maxClassCost, email, name }: ClassConfig,
  parent: () => pulumi.Resource,
): void {
  if (!budget || maxClassCost === undefined || email === undefined) return;
  monthlyBudget(
    "class-budget",
    {
      ...{ monthlyUsd: maxClassCost, thresholdsPercent: THRESHOLDS_PERCENT },
      tag: { key: "class", value: name },
    },
    { email },
    { parent: parent() },
  );
}
