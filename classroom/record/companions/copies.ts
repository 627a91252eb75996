import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../../lib/files.ts";

const COPY = z.object({ time: z.string(), content: z.string() });

/** What this machine has read of a shelf that is slow to read, so that it is read again only where it was written since. */
export class Copies {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  /** @param time when the file was written */
  get(name: string, time: string): string | undefined {
    const file = path.join(this.#folder, name);
    if (!existsSync(file)) return undefined;
    try {
      const copy = COPY.parse(JSON.parse(readFileSync(file, "utf8")));
      return copy.time === time ? copy.content : undefined;
    } catch {
      return undefined; // it is read from the shelf again
    }
  }

  put(name: string, time: string, content: string): void {
    writeWhole(path.join(this.#folder, name), JSON.stringify({ time, content }), 0o600);
  }

  /** Forgets files that are gone. */
  keepOnly(names: ReadonlySet<string>): void {
    if (!existsSync(this.#folder)) return;
    for (const name of readdirSync(this.#folder))
      // Others are being written.
      if (name.endsWith(".json") && !names.has(name))
        rmSync(path.join(this.#folder, name), { force: true });
  }
}
