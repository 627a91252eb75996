import { spawn } from "node:child_process";
import {
  existsSync,
  mkdirSync,
  openSync,
  closeSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "./lock.ts";
import { python } from "./moto.ts";
import { end, identify, isRunning, type ProcessId } from "./processes.ts";
import { step, type Report } from "./progress.ts";

/** An AWS of one's own on this machine: one account, in the memory of one process. */
export interface Emulator {
  /** Where it answers, for every service: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Names its memory: another one after a restart or a reset. */
  readonly id: string;
  readonly pid: number;
  /** What makes AWS clients talk to it. The region is the client's own. */
  readonly env: Record<string, string>;
}

/** The emulator did not come up; the message holds what it wrote. */
export class EmulatorError extends Error {}

/** What `emulator.json` holds: enough to find the process again, and never to mistake another for it. */
interface Started {
  readonly process: ProcessId;
  readonly endpoint: string;
}

const SERVER = path.join(import.meta.dirname, "emulator/server.py");

/** From start to first answer it takes some 2 s, on a busy machine more. */
const START_LIMIT_MS = 60_000;

const ANSWER_LIMIT_MS = 5000;

/** How long one that runs may stay silent: on a busy machine, or one that has slept, an answer is late. */
const PATIENCE_MS = 20_000;

/** Several, for another program may take the port between our choosing it and the emulator's binding it. */
const ATTEMPTS = 3;

/**
 * The emulator of `folder`: the one that runs, or a new and empty one, which stays when this process ends.
 *
 * @param folder where it is recorded (`emulator.json`) and writes its log (`emulator.log`)
 * @returns `fresh` when it is a new one, whose memory is empty
 * @throws EmulatorError when it cannot be started
 */
export async function startEmulator(
  folder: string,
  report: Report,
): Promise<{ emulator: Emulator; fresh: boolean }> {
  return withLock(path.join(folder, "emulator.lock"), report, async () => {
    const running = await runningEmulator(folder);
    if (running) return { emulator: running, fresh: false };
    await stopEmulator(folder); // it may live and not answer
    const interpreter = await python(report);
    const emulator = await step(report, "Starting the emulated AWS", () =>
      start(folder, interpreter),
    );
    return { emulator, fresh: true };
  });
}

/** The emulator of `folder`, when there is one that answers, if need be after 20 s: a class is lost with it. */
export async function runningEmulator(folder: string): Promise<Emulator | undefined> {
  const started = read(folder);
  return started && firstAnswer(started, Date.now() + PATIENCE_MS);
}

/** Asks until there is an answer, the process has ended, or it is too late. */
async function firstAnswer(started: Started, deadline: number): Promise<Emulator | undefined> {
  while (isRunning(started.process)) {
    const emulator = await identity(started);
    if (emulator || Date.now() >= deadline) return emulator;
    await sleep(50);
  }
  return undefined;
}

/** Ends the emulator of `folder`; what it held is gone. @returns whether there was one */
export async function stopEmulator(folder: string): Promise<boolean> {
  const started = read(folder);
  const found = started !== undefined && isRunning(started.process);
  if (found) await end(started.process, "SIGTERM", 5000);
  rmSync(record(folder), { force: true });
  return found;
}

/** Empties the emulator's memory. @returns the same emulator, its memory under a new id */
export async function resetEmulator(emulator: Emulator): Promise<Emulator> {
  const { endpoint, pid } = emulator;
  const response = await fetch(`${endpoint}/moto-api/reset`, { method: "POST" });
  const process = identify(pid);
  const emptied = response.ok && process && (await identity({ endpoint, process }));
  if (!emptied) throw new EmulatorError(`${endpoint} did not reset: HTTP ${response.status}`);
  return emptied;
}

async function start(folder: string, interpreter: string): Promise<Emulator> {
  for (let attempt = 1; ; attempt++) {
    const started = await launch(folder, interpreter);
    const emulator = await firstAnswer(started, Date.now() + START_LIMIT_MS);
    if (emulator) return emulator;
    await stopEmulator(folder);
    if (attempt === ATTEMPTS) {
      const said = readFileSync(log(folder), "utf8").trim().split("\n").slice(-15).join("\n");
      throw new EmulatorError(
        `the emulated AWS does not start; ${log(folder)} ends with:\n${said}`,
      );
    }
  }
}

/** Starts the process, in a session of its own, and records it at once, before it can be lost. */
async function launch(folder: string, interpreter: string): Promise<Started> {
  mkdirSync(folder, { recursive: true });
  const port = await freePort();
  const output = openSync(log(folder), "w");
  const child = spawn(interpreter, [SERVER, "--port", String(port)], {
    detached: true,
    stdio: ["ignore", output, output],
  });
  child.unref();
  closeSync(output);
  const process = child.pid === undefined ? undefined : identify(child.pid);
  if (!process) throw new EmulatorError(`${interpreter} cannot be started`);
  const started = { process, endpoint: `http://127.0.0.1:${port}` };
  writeFileSync(record(folder), `${JSON.stringify(started)}\n`);
  return started;
}

/** Asks who answers there. @returns undefined when nobody does, or somebody else */
async function identity({ endpoint, process }: Started): Promise<Emulator | undefined> {
  try {
    const response = await fetch(`${endpoint}/moto-api/class/identity`, {
      signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
    });
    const { id, pid } = (await response.json()) as { id?: string; pid?: number };
    return id !== undefined && pid === process.pid
      ? { endpoint, id, pid, env: environment(endpoint) }
      : undefined;
  } catch {
    return undefined; // nobody there, or no emulator
  }
}

const environment = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_SESSION_TOKEN: "",
  AWS_EC2_METADATA_DISABLED: "true",
});

const record = (folder: string): string => path.join(folder, "emulator.json");

const log = (folder: string): string => path.join(folder, "emulator.log");

function read(folder: string): Started | undefined {
  if (!existsSync(record(folder))) return undefined;
  try {
    return JSON.parse(readFileSync(record(folder), "utf8")) as Started;
  } catch {
    return undefined; // killed while writing it, a moment after the start
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() => {
        if (address && typeof address === "object") resolve(address.port);
        else reject(new EmulatorError("the system gives no free port"));
      });
    });
  });
}
