import { isCredentialsError } from "../credentials/credentials-error.ts";
import { isAbsence, isPassing, saying } from "../errors.ts";

/** How what is in something is listed and deleted. */
export interface Contents<T> {
  /** Who is believed once that something is deleted: `S3`. */
  readonly service: string;
  /** What tells one from all others, for a reader, too. */
  readonly nameOf: (item: T) => string;
  /** A page of what is there, and what it takes to ask for the next one. */
  readonly page: (
    from: object,
  ) => Promise<{ readonly items: readonly T[]; readonly next?: object | undefined }>;
  /** Is asked before each batch. */
  readonly check: () => Promise<void>;
  /** Deletes several at once. @returns those that are to be deleted singly @default all */
  readonly batch?: (items: readonly T[]) => Promise<readonly T[]>;
  readonly single: (item: T) => Promise<unknown>;
}

/**
 * Deletes everything that lists show. What AWS refuses stays, and does not keep the rest from being deleted.
 *
 * @returns how many there were
 * @throws at the end, with the names of what stays, and why
 */
export async function emptied<T>(contents: Contents<T>): Promise<number> {
  const { service, nameOf, check, batch, single } = contents;
  const deleted = new Set<string>();
  const stays = new Map<string, string>();
  for (;;) {
    const items = await firstOf(contents, (item) => !stays.has(nameOf(item)));
    if (items.length === 0) break;
    await check();
    // Believed once: a loop over what is shown again would not end.
    const again = `${service} said that it was deleted, and shows it again`;
    for (const name of items.map(nameOf)) if (deleted.has(name)) stays.set(name, again);
    const fresh = items.filter((item) => !deleted.has(nameOf(item)));
    for (const item of fresh) deleted.add(nameOf(item));
    for (const item of await notInBatch(fresh, batch))
      try {
        await single(item);
      } catch (error) {
        if (concernsAll(error)) throw error;
        if (!isAbsence(error)) stays.set(nameOf(item), saying(error));
      }
  }
  if (stays.size > 0) throw new Error(described(stays));
  return deleted.size;
}

/** The first page with such items: what an earlier one held is gone when it is asked for again. */
async function firstOf<T>(
  { page }: Contents<T>,
  isWanted: (item: T) => boolean,
): Promise<readonly T[]> {
  let from = {};
  for (;;) {
    const { items, next } = await page(from);
    const wanted = items.filter(isWanted);
    if (wanted.length > 0 || next === undefined) return wanted;
    from = next;
  }
}

async function notInBatch<T>(
  items: readonly T[],
  batch: Contents<T>["batch"],
): Promise<readonly T[]> {
  if (!batch || items.length === 0) return items;
  try {
    return await batch(items);
  } catch (error) {
    if (concernsAll(error)) throw error;
    return items; // what a batch refuses may do by itself; what is refused then, too, says why
  }
}

/** Whether the rest would fail alike. */
const concernsAll = (error: unknown): boolean => isPassing(error) || isCredentialsError(error);

/** How many are named. */
const NAMED = 20;

function described(stays: ReadonlyMap<string, string>): string {
  const named = [...stays].slice(0, NAMED).map(([name, why]) => `${name} (${why})`);
  const more = stays.size > NAMED ? [`and ${stays.size - NAMED} more`] : [];
  return `${stays.size} could not be deleted: ${[...named, ...more].join(", ")}`;
}
