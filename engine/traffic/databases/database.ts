import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { makeFolder, writeWhole } from "../../../lib/files.ts";
import type { Authority } from "../tls/authority.ts";
import type { DatabaseFacts } from "./facts.ts";
import { freePort, openFront } from "./front.ts";
import { firstStatements } from "./login.ts";
import { Mysql, type Setup } from "./mysql.ts";
import { parameterOptions } from "./parameters.ts";
import type { Program } from "./program.ts";

/** The location of a database, and its dependencies. */
export interface Place {
  readonly host: string;
  readonly folder: string;
  readonly program: Program;
  readonly authority: Authority;
  /** The current facts from the account. */
  readonly facts: () => Promise<DatabaseFacts | undefined>;
}

/** A database of the account on this machine: an open port, and a server that starts when it is first needed. */
export class Database {
  readonly #place: Place;
  #front: Awaited<ReturnType<typeof openFront>> | undefined;
  #server: { readonly mysql: Mysql; readonly port: number; readonly setup: string } | undefined;
  /** The last operation: the server starts and stops one at a time. */
  #last: Promise<unknown> = Promise.resolve();
  #isClosed = false;

  constructor(place: Place) {
    this.#place = place;
  }

  /** Opens its port, the previous one if that is free. */
  async open(): Promise<void> {
    const former = Number(read(this.#file("port")) ?? 0);
    this.#front = await openFront(() => this.#letIn(), former);
    this.#note("port", this.#front.port);
  }

  get address(): string {
    return `127.0.0.1:${this.#front?.port ?? 0}`;
  }

  /** Starts its server, or restarts it if its setup has changed. @returns the server's own port */
  run(facts: DatabaseFacts): Promise<number> {
    return this.#next(async () => {
      if (this.#isClosed) throw new Error(`the database at ${this.#place.host} is gone`);
      await this.#renew(facts.resource);
      const setup: Setup = {
        parameters: parameterOptions(facts.parameters, this.#place.program.isMariaDb),
        first: firstStatements(facts.login, facts.name),
      };
      const text = JSON.stringify(setup);
      if (this.#server?.setup === text && this.#server.mysql.isRunning) return this.#server.port;
      await this.#server?.mysql.stop();
      const port = await freePort();
      const { program, folder, authority, host } = this.#place;
      const mysql = new Mysql(program, folder, port);
      this.#server = { mysql, port, setup: text };
      const ca = await authority.certificate();
      await mysql.start(setup, { ca, ...(await authority.certify(host, "localhost")) });
      return port;
    });
  }

  /** Stops its server; the data is kept. */
  stop(): Promise<void> {
    return this.#next(async () => {
      await this.#server?.mysql.stop();
      this.#server = undefined;
    });
  }

  /** Closes its port, and stops its server. */
  async close(): Promise<void> {
    this.#isClosed = true;
    this.#front?.close();
    await this.stop();
  }

  /** Stops it, and deletes its data. */
  async remove(): Promise<void> {
    await this.close();
    rmSync(this.#place.folder, { recursive: true, force: true });
  }

  /** Removes the data of a former database of the same name. */
  async #renew(resource: string): Promise<void> {
    const former = read(this.#file("resource"));
    if (former === resource) return;
    if (former !== undefined) {
      await this.#server?.mysql.stop();
      this.#server = undefined;
      rmSync(this.#place.folder, { recursive: true, force: true });
      this.#note("port", this.#front?.port ?? 0);
    }
    this.#note("resource", resource);
  }

  #file(name: string): string {
    return path.join(this.#place.folder, name);
  }

  #note(name: string, value: string | number): void {
    makeFolder(this.#place.folder, 0o700);
    writeWhole(this.#file(name), String(value));
  }

  async #letIn(): Promise<number | undefined> {
    const facts = await this.#place.facts();
    return facts?.isOpen === true && facts.obstacle === undefined ? this.run(facts) : undefined;
  }

  #next<T>(act: () => Promise<T>): Promise<T> {
    const next = this.#last.then(act, act);
    this.#last = next.catch(() => undefined);
    return next;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
