import type { Report } from "../../../lib/progress.ts";
import { CompanionLock } from "./companion-lock.ts";
import type { CompanionStacks } from "./companion-stacks.ts";
import type { Copies } from "./copies.ts";
import type { Shelf } from "../shelf.ts";

const JSON_FILE = ".json";

/** For how long a list is used again: a command reads a file of each student in a row. */
const FRESH_MS = 5000;

/** A list of the companions, and when it was asked for. */
interface List {
  readonly askedMs: number;
  readonly times: Promise<ReadonlyMap<string, string>>;
}

export interface CompanionShelfOptions {
  /** Location of the companions, for a reader. */
  readonly place: string;
  readonly copies: Copies;
  /** The location of Pulumi's lock of the stack, while it is held. */
  readonly pulumiLock: () => Promise<string | undefined>;
}

/**
 * Files beside the state on a backend that only Pulumi reads and writes: each is a companion stack. A list is one Pulumi command, and
 * a file is read again only when it was written since.
 */
export class CompanionShelf implements Shelf {
  readonly place: string;
  readonly pulumiLock: () => Promise<string | undefined>;
  readonly #stacks: CompanionStacks;
  readonly #copies: Copies;
  #list: List | undefined;

  constructor(stacks: CompanionStacks, { place, copies, pulumiLock }: CompanionShelfOptions) {
    this.#stacks = stacks;
    this.place = place;
    this.#copies = copies;
    this.pulumiLock = pulumiLock;
  }

  async list(): Promise<readonly string[]> {
    this.#list = undefined;
    const names = [...(await this.#times()).keys()].filter((name) => !name.startsWith("lock."));
    const files = names.map((name) => name + JSON_FILE).sort();
    this.#copies.keepOnly(new Set(files));
    return files;
  }

  async read(file: string): Promise<string | undefined> {
    const name = companionOf(file);
    const time = (await this.#times()).get(name);
    if (time === undefined) return undefined;
    const copy = this.#copies.get(file, time);
    if (copy !== undefined) return copy;
    const content = await this.#stacks.read(name);
    if (content !== undefined) this.#copies.put(file, time, content);
    return content;
  }

  async write(file: string, content: string): Promise<void> {
    const name = companionOf(file);
    const isKnown = this.#list !== undefined && (await this.#times()).has(name);
    this.#list = undefined;
    if (!isKnown) await this.#stacks.create(name);
    if (await this.#stacks.write(name, content)) return;
    await this.#stacks.create(name); // another command has removed it
    if (await this.#stacks.write(name, content)) return;
    throw new Error(`${file} in ${this.place} is removed by other commands all the time`);
  }

  async rename(from: string, to: string): Promise<void> {
    const content = await this.read(from);
    if (content === undefined) return; // another command was faster
    await this.write(to, content);
    await this.remove(from);
  }

  async remove(file: string): Promise<void> {
    this.#list = undefined;
    await this.#stacks.remove(companionOf(file));
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return new CompanionLock(this.#stacks).exclusively(report, work);
  }

  async #times(): Promise<ReadonlyMap<string, string>> {
    if (this.#list === undefined || Date.now() - this.#list.askedMs > FRESH_MS)
      this.#list = { askedMs: Date.now(), times: this.#stacks.list() };
    try {
      return await this.#list.times;
    } catch (error) {
      this.#list = undefined;
      throw error;
    }
  }
}

/** `record.json` -> `record`: Pulumi's own file of the companion has the name again. */
function companionOf(file: string): string {
  if (!file.endsWith(JSON_FILE)) throw new Error(`${file} is not a ${JSON_FILE} file`);
  return file.slice(0, -JSON_FILE.length);
}
