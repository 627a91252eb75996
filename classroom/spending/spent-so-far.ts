import { joined, services } from "../../aws/services.ts";
import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { readPrices } from "../pricing/price-table.ts";
import { shelfOf } from "../record/keeper-of.ts";
import type { StudentsPlace } from "../students/place.ts";
import { classStates } from "./class-states.ts";
import { costingsOf } from "./costing.ts";
import { readJournal } from "./journal.ts";
import { classInAws, type Where } from "./class-in-aws.ts";
import { spent } from "./spent.ts";

/** A class's spending is unknown. */
export class UnknownSpendingError extends ExplainedError {}

/**
 * A class's spending so far, as `spend` counts it. What AWS does not answer is reported, and the rest is counted.
 *
 * @returns USD
 * @throws UnknownSpendingError when a stack cannot be read
 */
export async function spentSoFar(
  place: StudentsPlace,
  where: Where,
  report: Report,
  now = new Date(),
): Promise<number> {
  const { region } = where;
  const [states, shelf] = await Promise.all([
    classStates(place, region, now),
    shelfOf(place.stack),
  ]);
  const { stacks, unread, identity } = states;
  const [first] = unread;
  if (first)
    throw new UnknownSpendingError(
      `class:maxClassCost cannot be checked, because it is not known what class ${place.stack.name} has spent: ${first.what}: ${first.reason}`,
    );
  const rules = joined(await services(), "prices");
  const { counted } = await readJournal(shelf, identity?.id);
  const isNew = counted.length === 0 && stacks.every(({ resources }) => resources.length === 0);
  if (isNew) return 0;
  const seen = await classInAws(place, { where, states, now }, report);
  for (const { what, reason } of seen.unread)
    report(`The class may have spent more: ${what}: ${reason}`);
  const circumstances = { region, prices: readPrices(), rules };
  const costings = [...costingsOf(stacks, circumstances, seen.held), ...seen.costings];
  return spent(costings, { now, expires: now, earlier: counted }).spent;
}
