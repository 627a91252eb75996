import { joined, services } from "../../aws/services.ts";
import { withLabs } from "../../infra/active-labs.ts";
import type { ClassConfig } from "../../infra/config.ts";
import type { Lab } from "../../labs/contract/lab.ts";
import { classOnMocks } from "../mocks/class-tree.ts";
import { STUDENTS } from "../pricing/class-cost.ts";
import { pricedResources } from "../pricing/class-resources.ts";
import { costLines } from "../pricing/cost-line.ts";
import { readPrices } from "../pricing/price-table.ts";
import { total, unpriced } from "../pricing/totals.ts";
import type { StackOutputs } from "../pulumi/secrets/masked-outputs.ts";

/** Facts about a lab in any class, from the program on mocks. */
export interface LabFacts {
  /** USD an hour, even without use. */
  readonly hour: number;
  /** USD for the use by a class's students. */
  readonly use: number;
  /** The number of students that this is for. */
  readonly students: number;
  /** Resource types without a known price. */
  readonly unpriced: readonly string[];
  /** Pulumi types of its resources, one entry per resource. */
  readonly types: readonly string[];
  /** Sample values, by lab id. */
  readonly outputs: StackOutputs;
}

/**
 * A class with only this lab.
 *
 * @param others labs that it needs, which are not counted
 */
export async function labFacts(
  config: ClassConfig,
  lab: ClassConfig["labs"][number],
  others: readonly Lab[] = [],
): Promise<LabFacts> {
  const needed = others.map((each) => ({ lab: each, settings: each.settings.parse({}) }));
  const made = await classOnMocks(withLabs(config, [lab, ...needed]));
  const resources = pricedResources(made);
  const own = resources.filter((each) => !others.some(({ id }) => id === each.lab));
  const rules = joined(await services(), "prices");
  const { region } = config;
  const lines = costLines(own, { region, students: STUDENTS, prices: readPrices(), rules });
  const { hour, class: use } = total(lines, 0);
  return {
    ...{ hour, use, students: STUDENTS },
    unpriced: [...new Set(unpriced(lines).map(({ item }) => item))],
    types: own.filter((each) => each.lab === lab.lab.id).map(({ type }) => type),
    outputs: made.result as unknown as StackOutputs,
  };
}
