import type { ListedItem } from "../../aws/contract/listed-item.ts";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";

/** AWS's price list cannot be read, or has another format than before. */
export class PriceListError extends ExplainedError {}

/** AWS's public price list, without credentials. https://docs.aws.amazon.com/awsaccountbilling/latest/aboutv2/using-the-aws-price-list-bulk-api.html */
export const PRICE_LIST = "https://pricing.us-east-1.amazonaws.com/offers/v1.0/aws/";

/** Columns in every service's file. */
const COLUMNS = ["TermType", "StartingRange", "PricePerUnit", "Currency", "usageType"] as const;

type Row = Readonly<Record<string, string>>;

export interface ListPrices {
  /** The date of the file. */
  readonly published: string;
  /** USD by item, for items in the file. */
  readonly prices: ReadonlyMap<string, number>;
}

/**
 * Reads the prices of `items` from a service's file for a region, line by line: EC2's has 200 MB.
 *
 * @throws PriceListError
 */
export async function listPrices(
  list: string,
  region: string,
  items: ReadonlyMap<string, ListedItem>,
): Promise<ListPrices> {
  const [service = ""] = [...items.values()].map((item) => item.service);
  const url = new URL(`${service}/current/${region}/index.csv`, list).href;
  const found = new Map<string, Price>();
  let published: string | undefined;
  let columns: string[] | undefined;
  for await (const line of linesOf(url)) {
    if (columns === undefined) {
      const cells = cellsOf(line);
      if (cells[0] === "Publication Date") published = cells[1]?.slice(0, 10);
      if (cells[0] === "SKU") columns = checkedColumns(cells, url);
    } else if (line.includes('"OnDemand"')) {
      const row = rowOf(columns, line, url);
      for (const [name, item] of items)
        if (isOf(row, item, region)) keepBetter(found, name, priceIn(row, url));
    }
  }
  if (columns === undefined || published === undefined || !/^\d{4}-\d\d-\d\d$/.test(published))
    throw new PriceListError(`${url} is not a price file of AWS: it has no date or no columns`);
  const prices = new Map([...found].map(([name, { usd }]) => [name, usd]));
  return { published, prices };
}

/** A tiered price that starts at `from` units. */
interface Price {
  readonly from: number;
  readonly usd: number;
}

function priceIn({ StartingRange, PricePerUnit, Currency, usageType }: Row, url: string): Price {
  const usd = Number(PricePerUnit);
  if (PricePerUnit && Number.isFinite(usd) && Currency === "USD")
    return { from: Number(StartingRange), usd };
  const found = `"${PricePerUnit ?? ""}" ${Currency ?? ""}`;
  throw new PriceListError(`${url}: the price of ${usageType ?? ""} is ${found}`);
}

/** For tiers, the first price that is not free; for two prices of the same item, the higher. */
function keepBetter(found: Map<string, Price>, name: string, price: Price): void {
  if (price.usd === 0) return;
  const known = found.get(name);
  const isBetter =
    known === undefined ||
    price.from < known.from ||
    (price.from === known.from && price.usd > known.usd);
  if (isBetter) found.set(name, price);
}

/** Usage types start with the region's short name (APN2-, EU-) or its own; in us-east-1 with none. */
function isOf(row: Row, { usage, where = {} }: ListedItem, region: string): boolean {
  const type = row.usageType ?? "";
  // Local and wavelength zones have their own prices in the same file.
  const place = row["Location Type"] ?? row["From Location Type"] ?? "AWS Region";
  if (place !== "AWS Region" || !type.endsWith(usage)) return false;
  const prefix = type.slice(0, -usage.length);
  const isRegions = /^([A-Z]{2,4}\d+-|EU-)?$/.test(prefix) || prefix === `${region}-`;
  return isRegions && Object.entries(where).every(([column, value]) => row[column] === value);
}

/** Every cell is quoted. */
const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('","')
    .map((cell) => cell.replaceAll('""', '"'));

function checkedColumns(columns: string[], url: string): string[] {
  const missing = COLUMNS.filter((name) => !columns.includes(name));
  if (missing.length === 0) return columns;
  throw new PriceListError(`${url} has no column ${missing.join(", ")}`);
}

function rowOf(columns: readonly string[], line: string, url: string): Row {
  const cells = cellsOf(line);
  if (cells.length !== columns.length)
    throw new PriceListError(`${url} has a row of ${cells.length} cells for ${columns.length}`);
  return Object.fromEntries(columns.map((name, at) => [name, cells[at] ?? ""]));
}

async function* linesOf(url: string): AsyncGenerator<string> {
  let rest = "";
  try {
    const response = await fetch(url);
    if (!response.ok || !response.body)
      throw new PriceListError(`${url} answers ${response.status} ${response.statusText}`);
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      const lines = (rest + chunk).split(/\r?\n/);
      rest = lines.pop() ?? "";
      yield* lines;
    }
  } catch (error) {
    if (error instanceof PriceListError) throw error;
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    const reason = errorMessage(cause);
    throw new PriceListError(`${url} cannot be read: ${reason}`, { cause: error });
  }
  if (rest !== "") yield rest;
}
