import type { Report } from "../../lib/progress.ts";
import { parseRecord, recordText, type StackRecord, together } from "./stack-record.ts";
import type { Shelf } from "./shelf.ts";

/** Keeps the record of a stack, and its locks. Reading changes nothing. */
export interface RecordKeeper {
  /** Where the record lies, for a reader. */
  readonly place: string;
  /** @returns undefined when nothing was ever recorded @throws RecordError */
  read(): Promise<StackRecord | undefined>;
  add(record: StackRecord): Promise<void>;
  /** Lays the record aside: the class has ended. It is still read, and never erased. */
  archive(now?: Date): Promise<void>;
  /** Does `work` while no other command of ours works on the stack. @throws InUseError */
  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T>;
  /** Where Pulumi's lock of the stack lies, while somebody holds it. */
  pulumiLock(): Promise<string | undefined>;
}

const CURRENT = "record.json";
const isRecord = (name: string): boolean => /^record(-[\w-]+)?\.json$/.test(name);

/** A record in files: one of the class that is up, one of each that has ended. */
export class ShelfKeeper implements RecordKeeper {
  readonly #shelf: Shelf;

  constructor(shelf: Shelf) {
    this.#shelf = shelf;
  }

  get place(): string {
    return this.#shelf.place;
  }

  async read(): Promise<StackRecord | undefined> {
    // record.json comes behind record-<time>.json: the newest is the last.
    const names = (await this.#shelf.list()).filter(isRecord);
    let all: StackRecord | undefined;
    for (const name of names) {
      const each = await this.#parsed(name);
      if (each) all = together(all, each);
    }
    return all;
  }

  async add(record: StackRecord): Promise<void> {
    const now = together(await this.#parsed(CURRENT), record);
    await this.#shelf.write(CURRENT, recordText(now));
  }

  async archive(now = new Date()): Promise<void> {
    if ((await this.#shelf.read(CURRENT)) === undefined) return;
    const time = now.toISOString().replace(/\W/g, "-");
    await this.#shelf.rename(CURRENT, `record-${time}.json`);
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return this.#shelf.exclusively(report, work);
  }

  pulumiLock(): Promise<string | undefined> {
    return this.#shelf.pulumiLock();
  }

  async #parsed(name: string): Promise<StackRecord | undefined> {
    const text = await this.#shelf.read(name);
    return text === undefined ? undefined : parseRecord(text, `${this.place}/${name}`);
  }
}
