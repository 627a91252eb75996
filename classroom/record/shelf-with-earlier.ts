import { existsSync, statSync } from "node:fs";
import path from "node:path";
import type { Report } from "../../lib/progress.ts";
import { entryOf } from "./entry-keeper.ts";
import { isRecord } from "./record-keeper.ts";
import type { FolderShelf, Shelf } from "./shelf.ts";

/** What outlives a command. */
const isLasting = (name: string): boolean => /^(record|checks-|spending).*\.json$/.test(name);

/**
 * A shelf beside the state, of which an older version had the files on this machine alone. They are read, too; the first change moves
 * them, and lays the old ones aside.
 */
export class ShelfWithEarlier implements Shelf {
  readonly #shelf: Shelf;
  readonly #earlier: FolderShelf;

  constructor(shelf: Shelf, earlier: FolderShelf) {
    this.#shelf = shelf;
    this.#earlier = earlier;
  }

  get place(): string {
    return this.#shelf.place;
  }

  async list(): Promise<readonly string[]> {
    const earlier = await this.#lasting();
    return [...new Set([...(await this.#shelf.list()), ...earlier])].sort();
  }

  async read(name: string): Promise<string | undefined> {
    const earlier = isLasting(name) ? this.#earlier.read(name) : undefined;
    return (await this.#shelf.read(name)) ?? earlier;
  }

  async write(name: string, content: string): Promise<void> {
    await this.#move();
    await this.#shelf.write(name, content);
  }

  async rename(from: string, to: string): Promise<void> {
    await this.#move();
    await this.#shelf.rename(from, to);
  }

  async remove(name: string): Promise<void> {
    await this.#move();
    await this.#shelf.remove(name);
  }

  /** An older version that is at work on this machine has its lock here. */
  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return this.#earlier.exclusively(report, () => this.#shelf.exclusively(report, work));
  }

  pulumiLock(): Promise<string | undefined> {
    return this.#shelf.pulumiLock();
  }

  async #lasting(): Promise<readonly string[]> {
    return (await this.#earlier.list()).filter(isLasting);
  }

  async #move(): Promise<void> {
    const names = await this.#lasting();
    if (names.length === 0) return;
    const there = await this.#shelf.list();
    for (const name of names) {
      const file = path.join(this.#earlier.place, name);
      const content = await this.#earlier.read(name);
      if (content === undefined) continue; // another command was faster
      // Several machines may have a record of the same name; what else is there is newer.
      const to = isRecord(name) ? entryOf(statSync(file).mtime) : name;
      if (!there.includes(to)) await this.#shelf.write(to, content);
      if (existsSync(file)) await this.#earlier.rename(name, `${name}.taken-over`);
    }
  }
}
