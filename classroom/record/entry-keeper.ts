import { randomUUID } from "node:crypto";
import pMap from "p-map";
import type { Report } from "../../lib/progress.ts";
import { isRecord, type RecordKeeper } from "./record-keeper.ts";
import { parseRecord, recordText, type StackRecord, together } from "./stack-record.ts";
import type { Shelf } from "./shelf.ts";

/** How many entries are read at the same time: each is a process. */
const AT_ONCE = { concurrency: 2 };

/** From how many entries on they are made one. */
const MANY = 8;

/** How often the entries are listed again because another command has made them one meanwhile. */
const TRIES = 5;

/** The file of an entry: entries sort by time, and two of the same moment differ. */
export const entryOf = (time: Date): string =>
  `record-${time.toISOString().replace(/\W/g, "-")}-${randomUUID().slice(0, 8)}.json`;

/**
 * A record on a shelf that cannot change a file under a condition. Each addition is an entry of its own, which never changes, and
 * the record is all of them together: two machines lose nothing, and wait for nothing.
 */
export class EntryKeeper implements RecordKeeper {
  readonly locksToLook = true;
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  get place(): string {
    return this.#shelf.place;
  }

  async read(): Promise<StackRecord | undefined> {
    return (await this.#entries()).record;
  }

  async add(record: StackRecord): Promise<void> {
    const names = (await this.#shelf.list()).filter(isRecord);
    await this.#shelf.write(entryOf(new Date()), recordText(record));
    if (names.length >= MANY) await this.#makeOne();
  }

  /** Every entry is in the archive from the start. */
  async archive(): Promise<void> {
    const names = (await this.#shelf.list()).filter(isRecord);
    if (names.length >= MANY) await this.#makeOne();
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return this.#shelf.exclusively(report, work);
  }

  pulumiLock(): Promise<string | undefined> {
    return this.#shelf.pulumiLock();
  }

  /** Whoever does the same at this moment writes all of it, too: what either has read is in what it writes before it removes anything. */
  async #makeOne(): Promise<void> {
    const { names, record } = await this.#entries();
    if (record === undefined) return;
    await this.#shelf.write(entryOf(new Date()), recordText(record));
    // One that stays is only read once more.
    await pMap(names, (name) => this.#shelf.remove(name).catch(() => undefined), AT_ONCE);
  }

  /** All entries, oldest first. @throws RecordError */
  async #entries(): Promise<{ names: readonly string[]; record: StackRecord | undefined }> {
    for (let tries = 0; tries < TRIES; tries++) {
      const names = (await this.#shelf.list()).filter(isRecord);
      const texts = await pMap(names, (name) => this.#shelf.read(name), AT_ONCE);
      const found = names.flatMap((name, at) => {
        const text = texts[at];
        return text === undefined ? [] : [{ name, text }];
      });
      if (found.length < names.length && (await this.#isGone(names))) continue;
      let record: StackRecord | undefined;
      for (const { name, text } of found)
        record = together(record, parseRecord(text, `${this.place}/${name}`));
      return { names: found.map(({ name }) => name), record };
    }
    throw new Error(`${this.place} is changed by other commands all the time`);
  }

  /** Whether another command has made entries one. One that is there without content is being written, or its command was killed before. */
  async #isGone(names: readonly string[]): Promise<boolean> {
    const now = await this.#shelf.list();
    return names.some((name) => !now.includes(name));
  }
}
