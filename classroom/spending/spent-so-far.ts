import { joined, services } from "../../aws/services.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { readPrices } from "../pricing/price-table.ts";
import { shelfOf } from "../record/keeper-of.ts";
import type { StudentsPlace } from "../students/place.ts";
import { classStates } from "./class-states.ts";
import { costingsOf } from "./costing.ts";
import { readJournal } from "./journal.ts";
import { spent } from "./spent.ts";

/** What a class has spent is not known. */
export class UnknownSpendingError extends ExplainedError {}

/**
 * What a class has spent until now by its states, and by what earlier looks have counted; `spend` looks for what people have made
 * by hand, too.
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
