import { joined, services } from "../../aws/services.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { readPrices } from "../pricing/price-table.ts";
import { shelfOf } from "../record/keeper-of.ts";
import type { StudentsPlace } from "../students/place.ts";
import { classStates } from "./class-states.ts";
import { costingsOf } from "./costing.ts";
import { readJournal } from "./journal.ts";
import { spent } from "./spent.ts";

/** A class's spending is unknown. */
export class UnknownSpendingError extends ExplainedError {}

/**
 * A class's spending so far, from its states and earlier runs; `spend` also searches for resources made by hand.
 *
 * @param region the class's
 * @returns USD
 * @throws UnknownSpendingError when a stack cannot be read
 */
export async function spentSoFar(
  place: StudentsPlace,
  region: string,
  now = new Date(),
): Promise<number> {
  const [{ stacks, unread, identity }, shelf] = await Promise.all([
    classStates(place, region, now),
    shelfOf(place.stack),
  ]);
  const [first] = unread;
  if (first)
    throw new UnknownSpendingError(
      `What class ${place.stack.name} has spent is unknown, so its class:maxClassCost cannot be checked: ${first.what}: ${first.reason}`,
    );
  const rules = joined(await services(), "prices");
  const { counted } = await readJournal(shelf, identity?.id);
  const costings = costingsOf(stacks, { region, prices: readPrices(), rules });
  return spent(costings, { now, expires: now, earlier: counted }).spent;
}
