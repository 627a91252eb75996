import { spawn } from "node:child_process";
import { existsSync, mkdirSync, openSync, closeSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import path from "node:path";
import { writeWhole } from "../../lib/files.ts";
import { withLock } from "../../lib/lock.ts";
import { end, identify, isRunning } from "../../lib/processes.ts";
import { step, type Report } from "../../lib/progress.ts";
import {
  ask,
  type Emulator,
  EmulatorError,
  firstAnswer,
  identity,
  lateAnswer,
  PATIENCE_MS,
  type Started,
  type Waiting,
} from "./emulator-answer.ts";
import { python } from "./moto.ts";

export { type Emulator, EmulatorError };

const SERVER = path.join(import.meta.dirname, "server.py");

/** From start to first answer it takes some 2 s, on a busy machine more. */
const START_LIMIT_MS = 60_000;

/** Several, for another program may take the port between our choosing it and the emulator's binding it. */
const ATTEMPTS = 3;

/**
 * The emulator of `folder`: the one that runs, or a new and empty one, which stays when this process ends. One that runs
 * and does not answer, for as long as patience lasts, is ended.
 *
 * @param folder where it is recorded (`emulator.json`) and writes its log (`emulator.log`)
 * @returns `fresh` when it is a new one, whose memory is empty
 * @throws EmulatorError when it cannot be started
 */
export async function startEmulator(
  folder: string,
  report: Report,
  patienceMs = PATIENCE_MS,
): Promise<{ emulator: Emulator; fresh: boolean }> {
  return withLock(path.join(folder, "emulator.lock"), report, async () => {
    const started = read(folder);
    const running = started && (await lateAnswer(started, { report, patienceMs }));
    if (running) return { emulator: running, fresh: false };
    if (await stopEmulator(folder)) report("It was ended, with all that was in it");
    const interpreter = await python(report);
    const emulator = await step(report, "Starting the emulated AWS", () =>
      start(folder, interpreter),
    );
    return { emulator, fresh: true };
  });
}

/**
 * The emulator of `folder`, when there is one.
 *
 * @throws EmulatorError when it runs and does not answer: a class may be in it, and is lost when it is taken for dead
 */
export async function runningEmulator(
  folder: string,
  waiting: Waiting = {},
): Promise<Emulator | undefined> {
  const started = read(folder);
  const emulator = started && (await lateAnswer(started, waiting));
  if (emulator || !started || !isRunning(started.process)) return emulator;
  throw new EmulatorError(
    `the emulator runs, process ${started.process.pid}, but does not answer, so nobody can tell what of the class is in it: try again when the machine is less busy, or end it, and what is in it, with kill -9 ${started.process.pid}`,
  );
}

/** Ends the emulator of `folder`; what it held is gone. @returns whether there was one */
export async function stopEmulator(folder: string): Promise<boolean> {
  const started = read(folder);
  const found = started !== undefined && isRunning(started.process);
  if (found) await end(started.process, "SIGTERM", 5000);
  rmSync(record(folder), { force: true });
  return found;
}

/** Empties the emulator's memory. @throws EmulatorError @returns the same emulator, its memory under a new id */
export async function resetEmulator(
  { endpoint, pid }: Emulator,
  report: Report = () => undefined,
): Promise<Emulator> {
  await ask(endpoint, { method: "POST", route: "reset", title: "Emptying the emulator" }, report);
  const process = identify(pid);
  const emptied = process && (await identity({ endpoint, process }));
  if (!emptied) throw new EmulatorError(`${endpoint} does not answer after its reset`);
  return emptied;
}

async function start(folder: string, interpreter: string): Promise<Emulator> {
  for (let attempt = 1; ; attempt++) {
    const started = await launch(folder, interpreter);
    const emulator = await firstAnswer(started, START_LIMIT_MS);
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
  const strict = isStrict() ? ["--strict"] : [];
  const child = spawn(interpreter, [SERVER, "--port", String(port), ...strict], {
    detached: true,
    stdio: ["ignore", output, output],
  });
  child.once("error", () => undefined); // it has no pid then, which is told below
  child.unref();
  closeSync(output);
  const process = child.pid === undefined ? undefined : identify(child.pid);
  if (!process) throw new EmulatorError(`${interpreter} cannot be started`);
  const started = { process, endpoint: `http://127.0.0.1:${port}` };
  writeWhole(record(folder), `${JSON.stringify(started)}\n`);
  return started;
}

/** Whether requests that violate AWS's service models are refused; it takes time. */
const isStrict = (): boolean => process.env.AWS_CLASS_STRICT === "1";

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
