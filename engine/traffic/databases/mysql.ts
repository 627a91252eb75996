import { type ChildProcess, execFile, spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, realpathSync, rmSync } from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { makeFolder, writeWhole } from "../../../lib/files.ts";
import type { Certified } from "../tls/certificates.ts";
import { greets } from "./greets.ts";
import { installation, options, type Program } from "./program.ts";
import { sandboxed } from "./sandbox.ts";

const run = promisify(execFile);

/** How long a server may take to answer, in milliseconds: the first start creates its folder. */
const START_MS = 60_000;

/** How long it may take to end by itself, in milliseconds. */
const STOP_MS = 20_000;

/** What a server is run with; when it changes, it is started anew. */
export interface Setup {
  /** Its parameters, as command-line options. */
  readonly parameters: readonly string[];
  /** Statements to run at its start. */
  readonly first: string;
}

/** Ends the server when its input ends, in whatever way this process does. In the sandbox, where its number is known. */
const GUARD = [
  'exec 3<&0; "$@" 3<&- & server=$!',
  '{ read -r _ <&3; kill "$server" 2>/dev/null; } &',
  'exec 3<&-; wait "$server"',
].join("\n");

/** Outlives this process until the server has ended: the sandbox ends at once with who has started it. */
const OUTSIDE = '"$@"; exit $?';

/** A server of MySQL's kind with its data in a folder. */
export class Mysql {
  readonly #program: Program;
  readonly #folder: string;
  readonly #port: number;
  #process: ChildProcess | undefined;

  constructor(program: Program, folder: string, port: number) {
    this.#program = program;
    this.#folder = realpathSync(folder);
    this.#port = port;
  }

  /** Starts it, and waits until it answers. @throws Error with its output when it does not */
  async start({ parameters, first }: Setup, tls: Certified & { ca: string }): Promise<void> {
    const folder = this.#folder;
    await this.#install();
    const files = { "ca.pem": tls.ca, "cert.pem": tls.certificate, "key.pem": tls.key };
    for (const [name, content] of Object.entries({ ...files, "first.sql": first }))
      writeWhole(path.join(folder, name), content, 0o600);
    const log = openSync(this.#log(), "w", 0o600);
    const { command } = this.#program;
    const args = [command, ...options(folder, this.#port), ...parameters];
    const inside = sandboxed(this.#program, folder, ["sh", "-c", GUARD, "sh", ...args]);
    const child = spawn("sh", ["-c", OUTSIDE, "sh", ...inside.flat()], {
      ...{ cwd: folder, stdio: ["pipe", log, log] },
    });
    closeSync(log);
    child.stdin?.on("error", () => undefined);
    child.once("error", () => undefined);
    this.#process = child;
    const until = Date.now() + START_MS;
    try {
      while (!(await greets(this.#port))) {
        if (!this.isRunning || Date.now() > until) {
          await this.stop();
          throw new Error(`${command} does not start: ${this.#said()}`);
        }
        await sleep(100);
      }
    } finally {
      rmSync(path.join(folder, "first.sql"), { force: true }); // it has the password
    }
  }

  get isRunning(): boolean {
    return this.#process?.exitCode === null && this.#process.signalCode === null;
  }

  /** Ends it: by itself, or else in 20 s at the latest. */
  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.stdin?.end();
    const kill = setTimeout(() => child.kill("SIGKILL"), STOP_MS);
    await ended;
    clearTimeout(kill);
  }

  async #install(): Promise<void> {
    const data = path.join(this.#folder, "data");
    const done = path.join(this.#folder, "installed");
    if (existsSync(done)) return;
    rmSync(data, { recursive: true, force: true }); // left by an interrupted start
    for (const name of ["data", "files"]) makeFolder(path.join(this.#folder, name), 0o700);
    const command = installation(this.#program, data);
    await run(...sandboxed(this.#program, this.#folder, command), { timeout: START_MS });
    writeWhole(done, "");
  }

  #log(): string {
    return path.join(this.#folder, "server.log");
  }

  /** Its last errors. */
  #said(): string {
    const lines = readFileSync(this.#log(), "utf8").trim().split("\n");
    const errors = lines.filter((line) => line.includes("[ERROR]"));
    return (errors.length > 0 ? errors : lines).slice(-3).join("; ");
  }
}
