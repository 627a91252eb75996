import { spawn } from "node:child_process";
import { closeSync, existsSync, openSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { ExplainedError } from "../../lib/errors.ts";
import { makeFolder, writeWhole } from "../../lib/files.ts";
import { poll } from "../../lib/poll.ts";
import { end, identify, isRunning, type ProcessId } from "../../lib/processes.ts";

/** A background program did not start; the message includes its output. */
export class BackgroundError extends ExplainedError {}

/** The content of `NAME.json`: enough to find the process again, and never to mistake another one for it. */
export interface Started {
  readonly process: ProcessId;
  /** Its address: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
}

/** A server on loopback that keeps running after the command that started it. */
export interface Program {
  /** The folder of its record (`NAME.json`) and log (`NAME.log`). */
  readonly folder: string;
  /** Its name in these files. */
  readonly name: string;
  /** Its name in messages: `the emulated AWS`. */
  readonly title: string;
  readonly command: string;
  /** Its arguments, for the port that it must use. */
  readonly args: (port: number) => readonly string[];
  /** Additional environment variables. @default none */
  readonly env?: NodeJS.ProcessEnv;
  /** Time limit for its first answer, in milliseconds. */
  readonly limitMs: number;
}

type Files = Pick<Program, "folder" | "name">;

/** Asks a program for an answer that only it can give. @returns undefined when there is none within `limitMs` */
export type Question<T> = (started: Started, limitMs: number) => Promise<T | undefined>;

/** Several, because another program may take the port before this one binds it. */
const ATTEMPTS = 3;

const ANSWER_LIMIT_MS = 5000;

/**
 * Starts a program and waits for its first answer.
 *
 * @param port the preferred port, if it is free @default any
 * @throws BackgroundError when it does not start
 */
export async function startProgram<T>(
  program: Program,
  question: Question<T>,
  port?: number,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const started = await launch(program, attempt === 1 ? port : undefined);
    const answer = await firstAnswer(started, program.limitMs, question);
    if (answer !== undefined) return answer;
    await stopProgram(program);
    if (attempt === ATTEMPTS) {
      const output = readFileSync(log(program), "utf8").trim().split("\n").slice(-15).join("\n");
      throw new BackgroundError(
        `${program.title} does not start; ${log(program)} ends with:\n${output}`,
      );
    }
  }
}

/** Repeats a question until there is an answer, the process has ended, or the time is up. */
export async function firstAnswer<T>(
  started: Started,
  limitMs: number,
  question: Question<T>,
): Promise<T | undefined> {
  const answer = await poll<{ value: T } | "ended">(
    async (leftMs) => {
      if (!isRunning(started.process)) return "ended";
      const value = await question(started, Math.min(leftMs, ANSWER_LIMIT_MS));
      return value === undefined ? undefined : { value };
    },
    { limitMs, pauseMs: 50 },
  );
  return answer === "ended" ? undefined : answer?.value;
}

/** The last started program, running or not; undefined when there is none. */
export function startedProgram(files: Files): Started | undefined {
  if (!existsSync(record(files))) return undefined;
  try {
    return JSON.parse(readFileSync(record(files), "utf8")) as Started;
  } catch {
    return undefined; // killed while writing it, right after the start
  }
}

/** Stops a program. @returns whether it was running */
export async function stopProgram(files: Files): Promise<boolean> {
  const started = startedProgram(files);
  const found = started !== undefined && isRunning(started.process);
  if (found) await end(started.process, "SIGTERM", 5000);
  rmSync(record(files), { force: true });
  return found;
}

/** Starts the process in a session of its own, and records it at once, so that it cannot be lost. */
async function launch(program: Program, wanted: number | undefined): Promise<Started> {
  const { folder, command } = program;
  makeFolder(folder);
  const port = await freePort(wanted);
  const output = openSync(log(program), "w");
  const child = spawn(command, program.args(port), {
    detached: true,
    env: { ...process.env, ...program.env },
    stdio: ["ignore", output, output],
  });
  child.once("error", () => undefined); // without a pid, which is reported below
  child.unref();
  closeSync(output);
  const found = child.pid === undefined ? undefined : identify(child.pid);
  if (!found) throw new BackgroundError(`${command} cannot be started`);
  const started = { process: found, endpoint: `http://127.0.0.1:${port}` };
  writeWhole(record(program), `${JSON.stringify(started)}\n`);
  return started;
}

const record = ({ folder, name }: Files): string => path.join(folder, `${name}.json`);

const log = ({ folder, name }: Files): string => path.join(folder, `${name}.log`);

/** How long a port may stay in use after its process has ended: its threads end one after the other. */
const LETS_GO_MS = 500;

/** @param wanted a port, which is returned if it is free @default any */
async function freePort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return bound(0);
  const isFree = () => bound(wanted).catch(() => undefined);
  return (await poll(isFree, { limitMs: LETS_GO_MS, pauseMs: 20 })) ?? bound(0);
}

/** Binds a port briefly, 0 for any. @returns its number */
function bound(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new BackgroundError("the system gives no free port"));
      });
    });
  });
}
