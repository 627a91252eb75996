import type { Report } from "../../lib/progress.ts";
import { parseRecord, recordText, type StackRecord, together } from "./stack-record.ts";
import type { EditableShelf } from "./shelf.ts";

/** Keeps the record and locks of a stack. Reading changes nothing. */
export interface RecordKeeper {
  /** Location of the record, for a reader. */
  readonly place: string;
  /** @returns undefined when nothing was ever recorded @throws RecordError */
  read(): Promise<StackRecord | undefined>;
  add(record: StackRecord): Promise<void>;
  /** Archives the record when the class has ended. It is still read, and never deleted. */
  archive(now?: Date): Promise<void>;
  /** Whether there is a record that was not archived: of a class that is up, or was not seen to be gone. Left out where a record does not show it. */
  isOpen?(): Promise<boolean>;
  /** Runs `work` while no other command of ours works on the stack. @throws InUseError */
  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T>;
  /** The location of Pulumi's lock of the stack, while it is held. */
  pulumiLock(): Promise<string | undefined>;
  /** Whether `pulumiLock` takes that lock for a moment, and may therefore stop others: only for commands that delete. @default false */
  readonly locksToLook?: boolean;
  /** Whether the backend's list of stacks shows that lock, and nothing else does. @default false */
  readonly isLockListed?: boolean;
}

const CURRENT = "record.json";
/** Whether a file on a shelf is a record: of the running class, or of one that has ended. */
export const isRecord = (name: string): boolean => /^record(-[\w-]+)?\.json$/.test(name);

/** A record in files: one for the running class, and one for each that has ended. */
export class ShelfKeeper implements RecordKeeper {
  readonly #shelf: EditableShelf;

  constructor(shelf: EditableShelf) {
    this.#shelf = shelf;
  }

  get place(): string {
    return this.#shelf.place;
  }

  async read(): Promise<StackRecord | undefined> {
    // record.json sorts after record-<time>.json: the newest is last.
    const names = (await this.#shelf.list()).filter(isRecord);
    let all: StackRecord | undefined;
    for (const name of names) {
      const text = await this.#shelf.read(name);
      if (text !== undefined) all = together(all, this.#parsed(name, text));
    }
    return all;
  }

  add(record: StackRecord): Promise<void> {
    return this.#shelf.change(CURRENT, (text) =>
      recordText(together(text === undefined ? undefined : this.#parsed(CURRENT, text), record)),
    );
  }

  async archive(now = new Date()): Promise<void> {
    if ((await this.#shelf.read(CURRENT)) === undefined) return;
    const time = now.toISOString().replace(/\W/g, "-");
    await this.#shelf.rename(CURRENT, `record-${time}.json`);
  }

  async isOpen(): Promise<boolean> {
    return (await this.#shelf.read(CURRENT)) !== undefined;
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return this.#shelf.exclusively(report, work);
  }

  pulumiLock(): Promise<string | undefined> {
    return this.#shelf.pulumiLock();
  }

  /** @throws RecordError */
  #parsed(name: string, text: string): StackRecord {
    return parseRecord(text, `${this.place}/${name}`);
  }
}
