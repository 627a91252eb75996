import { constants } from "node:fs";
import { open, realpath } from "node:fs/promises";
import path from "node:path";

/** A file that is served. */
export interface Page {
  readonly content: Buffer;
  readonly mtime: Date;
}

/** Maximum memory for one server's pages, and for one page. */
const KEPT_BYTES = 256 * 1024;
const LARGEST_KEPT = 64 * 1024;

/** Approximate memory for a name. */
const ENTRY_BYTES = 256;

/**
 * A server's pages, which do not change while they are served. Links are not followed, and nothing is read outside their folder.
 */
export class Pages {
  readonly #root: string;
  readonly #kept = new Map<string, Page | "folder">();
  #keptBytes = 0;

  constructor(root: string) {
    this.#root = root;
  }

  /** @returns undefined when it does not exist, or is a link or behind one */
  async read(name: string): Promise<Page | "folder" | undefined> {
    const kept = this.#kept.get(name);
    if (kept) return kept;
    const found = await this.#find(name).catch(() => undefined);
    if (found) this.#keep(name, found);
    return found;
  }

  #keep(name: string, found: Page | "folder"): void {
    const bytes = ENTRY_BYTES + (found === "folder" ? 0 : found.content.length);
    if (bytes > LARGEST_KEPT || this.#keptBytes + bytes > KEPT_BYTES) return;
    this.#keptBytes += bytes;
    this.#kept.set(name, found);
  }

  async #find(name: string): Promise<Page | "folder" | undefined> {
    const file = path.join(this.#root, name);
    if ((await realpath(file)) !== path.join(await realpath(this.#root), name)) return undefined;
    const handle = await open(file, FLAGS);
    try {
      const stats = await handle.stat();
      if (stats.isDirectory()) return "folder";
      return stats.isFile() ? { content: await handle.readFile(), mtime: stats.mtime } : undefined;
    } finally {
      await handle.close();
    }
  }
}

const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
