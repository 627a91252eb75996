import { format } from "prettier";
import type { ListedItem } from "../../aws/contract/listed-item.ts";
import type { Service } from "../../aws/contract/service.ts";
import { services } from "../../aws/services.ts";
import { writeWhole } from "../../lib/files.ts";
import { step } from "../../lib/progress.ts";
import { PRICES, priceOf, type PriceTable, readPrices } from "../pricing/price-table.ts";
import { listedItem } from "./listed-item.ts";
import { listPrices, PRICE_LIST, PriceListError } from "./price-list.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm run class -- prices`: updates the price table from AWS's public price list, completely or not at all.
 *
 * @returns the exit code
 * @throws PriceListError; the table is unchanged then
 */
export async function refreshPrices(file = PRICES, list = PRICE_LIST): Promise<number> {
  const old = readPrices(file);
  const listed = await newPrices(old, list).catch((error: unknown) => {
    if (!(error instanceof PriceListError)) throw error;
    const { asOf } = old.listed;
    throw new PriceListError(`${error.message}\nThe table keeps the prices of ${asOf}.`, {
      cause: error,
    });
  });
  const table = { ...old, listed };
  writeWhole(file, await format(JSON.stringify(table), { parser: "json", printWidth: 100 }));
  report(changesOf(old, table).join("\n"));
  return 0;
}

async function newPrices({ listed }: PriceTable, list: string): Promise<PriceTable["listed"]> {
  const regions: Record<string, Record<string, number>> = {};
  const days: string[] = [];
  const names = Object.values(listed.regions).flatMap(Object.keys);
  const files = byFile(names, await services());
  for (const region of Object.keys(listed.regions)) {
    const prices = new Map<string, number>();
    for (const [service, items] of files) {
      const found = await step(report, `${region}  ${service}`, () =>
        listPrices(list, region, items),
      );
      days.push(found.published);
      for (const [name, usd] of found.prices) prices.set(name, usd);
    }
    if (prices.size === 0) throw new PriceListError(`AWS's list has no price in ${region}`);
    regions[region] = Object.fromEntries([...prices].sort());
  }
  return { asOf: days.sort().at(-1) ?? listed.asOf, by: "refresh", source: list, regions };
}

/** Items by the AWS file that lists them. */
function byFile(
  names: readonly string[],
  known: readonly Service[],
): Map<string, Map<string, ListedItem>> {
  const files = new Map<string, Map<string, ListedItem>>();
  for (const name of new Set(names)) {
    const item = listedItem(name, known);
    if (!item) throw new Error(`${name} is not in AWS's list: its place is in "others"`);
    const items = files.get(item.service) ?? new Map<string, ListedItem>();
    files.set(item.service, items.set(name, item));
  }
  return files;
}

/** Which prices have changed. */
function changesOf(old: PriceTable, current: PriceTable): string[] {
  const changes = Object.keys(current.listed.regions).flatMap((region) => {
    const names = [old, current].flatMap(({ listed }) => Object.keys(listed.regions[region] ?? {}));
    return [...new Set(names)].sort().flatMap((name) => {
      const [before, after] = [old, current].map((table) => priceOf(table, region, name));
      if (before === after) return [];
      const gone = "no longer in the price list: without a price from now on";
      return [`${region}  ${name}  ${before ?? "new"} -> ${after ?? gone}`];
    });
  });
  const days = `Prices of ${current.listed.asOf}, before of ${old.listed.asOf}`;
  return [days, ...(changes.length > 0 ? changes : ["No price has changed."])];
}
