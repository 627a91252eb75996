import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { findCommand } from "../../../engine/choice/executables.ts";
import { capture } from "../../../lib/spawn.ts";

const FOLDERS = [...(process.env.PATH ?? "").split(path.delimiter), "/usr/sbin", "/usr/local/sbin"];

const [SERVER, INSTALL, CLIENT] = ["mariadbd", "mariadb-install-db", "mariadb"].map((name) =>
  findCommand(name, FOLDERS),
);

/** Whether this machine has MariaDB: Debian's packages mariadb-server-core and mariadb-client-core. */
export const hasMariaDb = [SERVER, INSTALL, CLIENT].every((file) => file !== undefined);

const START_MS = 60_000;

/** A MySQL of the test's own, on a socket only, whose text is set up as that of lab rds-mysql. */
export class MariaDb {
  readonly #server: ChildProcess;
  readonly #socket: string;

  private constructor(server: ChildProcess, socket: string) {
    this.#server = server;
    this.#socket = socket;
  }

  /** @param folder an empty one */
  static async start(folder: string): Promise<MariaDb> {
    const data = path.join(folder, "data");
    const socket = path.join(folder, "socket");
    const user = `--user=${os.userInfo().username}`;
    const own = ["--no-defaults", user, `--datadir=${data}`];
    execFileSync(INSTALL ?? "", [...own, "--auth-root-authentication-method=normal"], {
      stdio: "ignore",
    });
    const text = "--character-set-server=utf8mb4";
    const server = spawn(SERVER ?? "", [...own, `--socket=${socket}`, "--skip-networking", text], {
      stdio: "ignore",
    });
    const end = performance.now() + START_MS;
    while (!existsSync(socket)) {
      if (performance.now() > end || server.exitCode !== null)
        throw new Error("MariaDB has not started");
      await delay(100);
    }
    return new MariaDb(server, socket);
  }

  /** Runs statements in one session. @returns what they print, tab-separated */
  run(statements: string): Promise<string> {
    const options = ["--no-defaults", `--socket=${this.#socket}`, "--user=root", "--batch"];
    const text = ["--default-character-set=utf8mb4", "--execute", statements];
    return capture(CLIENT ?? "", [...options, ...text]);
  }

  async stop(): Promise<void> {
    const ended = once(this.#server, "close");
    this.#server.kill();
    await ended;
  }
}
