import { isCredentialsError } from "../credentials/credentials-error.ts";
import { isAbsence, isPassing, saying } from "../errors.ts";

/** How to list and delete the contents of a resource. */
export interface Contents<T> {
  /** The service's name for error messages: `S3`. */
  readonly service: string;
  /** A name that is unique among the items, also shown to a reader. */
  readonly nameOf: (item: T) => string;
  /** Returns a page of items, and the token for the next page. */
  readonly page: (
    from: object,
  ) => Promise<{ readonly items: readonly T[]; readonly next?: object | undefined }>;
  /** Called before each batch. */
  readonly check: () => Promise<void>;
  /** Deletes several items at once. @returns the items that must be deleted one by one @default all */
  readonly batch?: (items: readonly T[]) => Promise<readonly T[]>;
  readonly single: (item: T) => Promise<unknown>;
}

/**
 * Deletes every listed item. What AWS refuses to delete stays; the rest is still deleted.
 *
 * @returns the number of items
 * @throws at the end, with the names of the items that stay, and why
 */
export async function emptied<T>(contents: Contents<T>): Promise<number> {
  const { service, nameOf, check, batch, single } = contents;
  const deleted = new Set<string>();
  const stays = new Map<string, string>();
  for (;;) {
    const items = await firstOf(contents, (item) => !stays.has(nameOf(item)));
    if (items.length === 0) break;
    await check();
    // A second listing of a deleted item is an error: otherwise this loop would not end.
    const again = `${service} reported it as deleted, and lists it again`;
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

/** The first page that has such items: the items of an earlier page are gone when it is requested again. */
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
    return items; // an item that the batch refuses may be deleted on its own; if not, the error explains why
  }
}

/** Whether the remaining items would fail in the same way. */
const concernsAll = (error: unknown): boolean => isPassing(error) || isCredentialsError(error);

/** The number of names that an error message lists. */
const NAMED = 20;

function described(stays: ReadonlyMap<string, string>): string {
  const named = [...stays].slice(0, NAMED).map(([name, why]) => `${name} (${why})`);
  const more = stays.size > NAMED ? [`and ${stays.size - NAMED} more`] : [];
  return `${stays.size} could not be deleted: ${[...named, ...more].join(", ")}`;
}
