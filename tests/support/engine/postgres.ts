import { execFileSync } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { findCommand } from "../../../engine/choice/executables.ts";
import { freePort } from "../../../engine/traffic/databases/front.ts";

/** Debian has the server's programs in a folder of each version. */
const DEBIAN = "/usr/lib/postgresql";
const FOLDERS = [
  ...(process.env.PATH ?? "").split(path.delimiter),
  ...(existsSync(DEBIAN) ? readdirSync(DEBIAN).map((version) => `${DEBIAN}/${version}/bin`) : []),
];
const [INIT, CONTROL, CLIENT] = ["initdb", "pg_ctl", "psql"].map((name) =>
  findCommand(name, FOLDERS),
);

/** Whether this machine has PostgreSQL: Debian's package postgresql. */
export const hasPostgres = [INIT, CONTROL, CLIENT].every((file) => file !== undefined);

/** The password in its address as it is written there, which nobody may read. */
export const PASSWORD = "of%20the%20test";

/** PostgreSQL refuses to run as root. */
function ownUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const [uid = 0, gid = 0] = ["-u", "-g"].map((option) =>
    Number(execFileSync("id", [option, "postgres"], { encoding: "utf8" })),
  );
  return { uid, gid };
}

/** A PostgreSQL of the test's own, on loopback. */
export class Postgres {
  readonly #folder: string;
  readonly #port: number;

  private constructor(folder: string, port: number) {
    this.#folder = folder;
    this.#port = port;
  }

  static async start(): Promise<Postgres> {
    const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-postgres-"));
    const server = new Postgres(folder, await freePort());
    const passwords = path.join(folder, "password");
    writeFileSync(passwords, `${decodeURIComponent(PASSWORD)}\n`);
    const user = ownUser();
    if (user) for (const each of [folder, passwords]) chownSync(each, user.uid, user.gid);
    server.#run(
      INIT,
      "--username=teacher",
      "--auth=scram-sha-256",
      `--pwfile=${passwords}`,
      server.#data,
    );
    server.start();
    return server;
  }

  get #data(): string {
    return path.join(this.#folder, "data");
  }

  /** Pulumi's address of it. */
  get address(): string {
    return `postgres://teacher:${PASSWORD}@127.0.0.1:${this.#port}/postgres?sslmode=disable`;
  }

  start(): void {
    const options = `-p ${this.#port} -c listen_addresses=127.0.0.1 -k ${this.#folder}`;
    const log = path.join(this.#folder, "log");
    this.#run(CONTROL, "start", "--wait", "-D", this.#data, "-o", options, "-l", log);
  }

  /** Stops it for a while. */
  pause(): void {
    this.#run(CONTROL, "stop", "--wait", "-m", "immediate", "-D", this.#data);
  }

  /** The keys that Pulumi stores below a prefix. */
  keys(prefix: string): readonly string[] {
    const query = `select key from pulumi_state where key like '%${prefix}%' order by key`;
    const found = this.#run(CLIENT, "-tA", "-c", query, this.address);
    return found.split("\n").filter((key) => key !== "");
  }

  stop(): void {
    this.pause();
    rmSync(this.#folder, { recursive: true });
  }

  #run(command: string | undefined, ...args: readonly string[]): string {
    const stdio: ["ignore", "pipe", "inherit"] = ["ignore", "pipe", "inherit"];
    return execFileSync(command ?? "", args, {
      ...{ ...ownUser(), stdio, encoding: "utf8", cwd: this.#folder },
    });
  }
}
