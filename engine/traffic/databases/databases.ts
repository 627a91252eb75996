import { readdirSync, rmSync } from "node:fs";
import path from "node:path";
import type { LocalDatabase } from "../../../aws/local-database.ts";
import { errorMessage } from "../../../lib/errors.ts";
import { ShortCache } from "../cache.ts";
import type { Emulated } from "../emulated.ts";
import { ErrorLog } from "../error-log.ts";
import type { Authority } from "../tls/authority.ts";
import { Database } from "./database.ts";
import { type DatabaseFacts, factsAt } from "./facts.ts";
import { databaseProgram, type Program } from "./program.ts";

/** How often to check that databases still exist, in milliseconds; only while there are any. */
const LOOK_MS = 5000;

/** RDS databases as servers on this machine, if it has MySQL or MariaDB. */
export class Databases {
  readonly #emulated: Emulated;
  readonly #authority: Authority;
  readonly #folder: string;
  readonly #facts = new ShortCache<DatabaseFacts | undefined>();
  readonly #open = new Map<string, Promise<Database>>();
  readonly #errors = new ErrorLog();
  #program: ReturnType<typeof databaseProgram> | undefined;
  #watch: NodeJS.Timeout | undefined;

  /** @param folder for their data, with a subfolder for each host name */
  constructor(emulated: Emulated, authority: Authority, folder: string) {
    this.#emulated = emulated;
    this.#authority = authority;
    this.#folder = folder;
  }

  /** Opens the ports again that a process before this one had opened, and removes what is left of deleted databases. */
  async reopen(): Promise<void> {
    for (const host of names(this.#folder))
      try {
        if ((await this.#factsAt(host)) === undefined)
          rmSync(path.join(this.#folder, host), { recursive: true, force: true });
        else await this.at(host, false);
      } catch (error) {
        console.error(`${host}: ${errorMessage(error)}`);
      }
  }

  /**
   * The local address of the database at a host name.
   *
   * @param isReady whether to wait until its server answers, if access is allowed
   */
  async at(host: string, isReady: boolean): Promise<LocalDatabase> {
    const facts = await this.#factsAt(host);
    if (facts === undefined) return { reason: `no database has the address ${host}` };
    if (facts.obstacle !== undefined) return { reason: facts.obstacle };
    this.#program ??= databaseProgram();
    const program = await this.#program;
    if ("reason" in program) return program;
    const database = await this.#opened(host, program);
    try {
      if (isReady && facts.isOpen) await database.run(facts);
    } catch (error) {
      return { reason: errorMessage(error) };
    }
    return { address: database.address, isOpen: facts.isOpen };
  }

  /** Stops all servers; the data is kept. */
  async close(): Promise<void> {
    clearInterval(this.#watch);
    for (const opened of this.#open.values()) await (await opened).close();
    this.#open.clear();
  }

  #factsAt(host: string): Promise<DatabaseFacts | undefined> {
    return this.#facts.get(host, () => factsAt(this.#emulated, host));
  }

  #opened(host: string, program: Program): Promise<Database> {
    const known = this.#open.get(host);
    if (known) return known;
    const database = new Database({
      ...{ host, program, authority: this.#authority, folder: path.join(this.#folder, host) },
      facts: () => this.#factsAt(host),
    });
    const opened = database.open().then(() => database);
    this.#open.set(host, opened);
    opened.catch(() => this.#open.delete(host));
    this.#watch ??= setInterval(() => {
      void this.#look();
    }, LOOK_MS).unref();
    return opened;
  }

  /** Stops the servers of stopped databases, and deletes the data of deleted ones. */
  async #look(): Promise<void> {
    for (const [host, opened] of this.#open)
      try {
        const database = await opened;
        const facts = await this.#factsAt(host);
        if (facts === undefined) {
          await database.remove();
          this.#open.delete(host);
        } else if (facts.obstacle !== undefined) await database.stop();
        this.#errors.succeeded(host);
      } catch (error) {
        // The emulated AWS does not answer, so nothing is known.
        this.#errors.failed(host, error, host);
      }
    if (this.#open.size > 0) return;
    clearInterval(this.#watch);
    this.#watch = undefined;
  }
}

function names(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return []; // it does not exist yet
  }
}
