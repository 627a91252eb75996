import { existsSync, readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { writeWhole } from "../../lib/files.ts";
import { LocalFolder } from "../local/local-folder.ts";

/** The ledger on disk cannot be read. */
export class LedgerError extends ExplainedError {}

const HELD = z.object({
  /** Pulumi's type. */
  type: z.string(),
  /** Where it is or was. */
  region: z.string(),
  /** What it is called, in any way: Pulumi's id, its ARN, its name. */
  ids: z.array(z.string()).readonly(),
});

/** A resource that a stack has held. */
export type Held = Readonly<z.output<typeof HELD>>;

const FILE = z.object({ held: z.array(HELD) });

/** Which resources a stack holds, or has held: what is left of them without tags is known by it. */
export class Ledger {
  readonly held: readonly Held[];
  readonly #byName: ReadonlySet<string>;
  readonly #ids: ReadonlySet<string>;

  constructor(held: readonly Held[]) {
    this.held = held;
    const named = held.flatMap(({ type, region, ids }) => ids.map((id) => key(type, region, id)));
    this.#byName = new Set(named);
    this.#ids = new Set(held.flatMap(({ ids }) => ids));
  }

  /** Whether a resource of this type, in this region, is called so. @param region left out where names are the world's */
  has(type: string, id: string, region?: string): boolean {
    if (region !== undefined) return this.#byName.has(key(type, region, id));
    return this.held.some((held) => held.type === type && held.ids.includes(id));
  }

  /** Whether any resource has this id: for ids that AWS gives once, such as `vol-0a1b2c3d`. */
  knows(id: string): boolean {
    return this.#ids.has(id);
  }

  with(other: Ledger): Ledger {
    const all = [...this.held, ...other.held].map((held) => [JSON.stringify(held), held] as const);
    return new Ledger([...new Map(all).values()]);
  }
}

const key = (type: string, region: string, id: string): string => [type, region, id].join(" ");

/**
 * A stack's ledger on this machine, outside git: after a destroy the stack's own record is empty. It is forgotten when
 * nothing is left.
 */
export class LedgerFile {
  readonly #file: string;

  /** @param folder where the class keeps its things on this machine */
  constructor(stack: string, folder = new LocalFolder().path) {
    this.#file = path.join(folder, "ledger", `${stack}.json`);
  }

  /** @throws LedgerError */
  read(): Ledger {
    if (!existsSync(this.#file)) return new Ledger([]);
    try {
      return new Ledger(FILE.parse(JSON.parse(readFileSync(this.#file, "utf8"))).held);
    } catch (error) {
      const reason = errorMessage(error);
      throw new LedgerError(
        `${this.#file}, which says what the stack has held, cannot be read: ${reason}. ` +
          "Repair it, or delete it: then only what carries the class's tags is found",
      );
    }
  }

  add(ledger: Ledger): void {
    const { held } = this.read().with(ledger);
    writeWhole(this.#file, JSON.stringify({ held }, undefined, 1));
  }

  forget(): void {
    rmSync(this.#file, { force: true });
  }
}
