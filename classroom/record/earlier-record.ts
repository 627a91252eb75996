import { existsSync, readFileSync, renameSync } from "node:fs";
import type { Report } from "../../lib/progress.ts";
import type { RecordKeeper } from "./record-keeper.ts";
import { parseRecord, type StackRecord, together } from "./stack-record.ts";

/**
 * A keeper that also reads the record of an older version: .class/ledger/<stack>.json, on the machine that deployed the class.
 * The first change of the record includes it; the file is then archived, not deleted.
 */
export class WithEarlierRecord implements RecordKeeper {
  readonly #keeper: RecordKeeper;
  readonly #file: string;

  constructor(keeper: RecordKeeper, file: string) {
    this.#keeper = keeper;
    this.#file = file;
  }

  get place(): string {
    return this.#keeper.place;
  }

  get locksToLook(): boolean {
    return this.#keeper.locksToLook ?? false;
  }

  get isLockListed(): boolean {
    return this.#keeper.isLockListed ?? false;
  }

  async read(): Promise<StackRecord | undefined> {
    const [earlier, own] = [this.#earlier(), await this.#keeper.read()];
    return own === undefined ? earlier : together(earlier, own);
  }

  async add(record: StackRecord): Promise<void> {
    await this.#keeper.add(together(this.#earlier(), record));
    this.#layAside();
  }

  async archive(now?: Date): Promise<void> {
    const earlier = this.#earlier();
    if (earlier) await this.#keeper.add(earlier);
    this.#layAside();
    await this.#keeper.archive(now);
  }

  async isOpen(): Promise<boolean> {
    return existsSync(this.#file) || ((await this.#keeper.isOpen?.()) ?? false);
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return this.#keeper.exclusively(report, work);
  }

  pulumiLock(): Promise<string | undefined> {
    return this.#keeper.pulumiLock();
  }

  /** @throws RecordError */
  #earlier(): StackRecord | undefined {
    if (!existsSync(this.#file)) return undefined;
    return parseRecord(readFileSync(this.#file, "utf8"), this.#file);
  }

  #layAside(): void {
    if (existsSync(this.#file)) renameSync(this.#file, `${this.#file}.taken-over`);
  }
}
