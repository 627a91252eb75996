import path from "node:path";
import { withLock } from "../../lib/lock.ts";
import { identify, isRunning } from "../../lib/processes.ts";
import { quick, type Report } from "../../lib/progress.ts";
import {
  type Program,
  startedProgram,
  startProgram,
  stopProgram,
} from "../background/background.ts";
import {
  ask,
  type Emulator,
  EmulatorError,
  identity,
  lateAnswer,
  PATIENCE_MS,
  type Waiting,
} from "./emulator-answer.ts";
import { python } from "./moto.ts";

export { type Emulator, EmulatorError };

const SERVER = path.join(import.meta.dirname, "server.py");

/** The first answer takes about 2 s, on a busy machine longer. */
const START_LIMIT_MS = 60_000;

/**
 * The emulator of `folder`: the running one, or a new and empty one, which keeps running after this process. A running one that
 * does not answer in time is stopped.
 *
 * @param folder of its record (`emulator.json`) and log (`emulator.log`)
 * @returns `fresh` when it is a new one, whose memory is empty
 * @throws BackgroundError when it cannot be started
 */
export async function startEmulator(
  folder: string,
  report: Report,
  patienceMs = PATIENCE_MS,
): Promise<{ emulator: Emulator; fresh: boolean }> {
  return withLock(path.join(folder, "emulator.lock"), report, async () => {
    const started = startedProgram(files(folder));
    const running = started && (await lateAnswer(started, { report, patienceMs }));
    if (running) return { emulator: running, fresh: false };
    if (await stopEmulator(folder)) report("Stopped the emulator; everything in it is gone");
    const interpreter = await python(report);
    const emulator = await quick(report, "Starting the emulated AWS", () =>
      startProgram(program(folder, interpreter), identity),
    );
    return { emulator, fresh: true };
  });
}

/**
 * The emulator of `folder`, if there is one.
 *
 * @throws EmulatorError when it runs but does not answer: it may contain a class, which would be lost if it counted as ended
 */
export async function runningEmulator(
  folder: string,
  waiting: Waiting = {},
): Promise<Emulator | undefined> {
  const started = startedProgram(files(folder));
  const emulator = started && (await lateAnswer(started, waiting));
  if (emulator || !started || !isRunning(started.process)) return emulator;
  throw new EmulatorError(
    `the emulator is running (process ${started.process.pid}) but does not answer, so what it holds of the class is unknown: run this again when the machine is less busy, or stop it and lose what it holds: kill -9 ${started.process.pid}`,
  );
}

/** Stops the emulator of `folder` and loses its memory. @returns whether there was one */
export const stopEmulator = (folder: string): Promise<boolean> => stopProgram(files(folder));

/** Empties the emulator's memory. @throws EmulatorError @returns the same emulator, with a new id for its memory */
export async function resetEmulator(
  emulator: Emulator,
  report: Report = () => undefined,
): Promise<Emulator> {
  const { endpoint, pid } = emulator;
  await ask(endpoint, { method: "POST", route: "reset", title: "Emptying the emulator" }, report);
  const process = identify(pid);
  const emptied = process && (await identity({ endpoint, process }));
  if (!emptied) throw new EmulatorError(`${endpoint} does not answer after its reset`);
  return { ...emulator, id: emptied.id };
}

const files = (folder: string) => ({ folder, name: "emulator" });

const program = (folder: string, interpreter: string): Program => ({
  ...files(folder),
  title: "the emulated AWS",
  command: interpreter,
  args: (port) => [SERVER, "--port", String(port), ...(isStrict() ? ["--strict"] : [])],
  limitMs: START_LIMIT_MS,
});

/** Whether requests that violate AWS's service models are refused; this costs time. */
const isStrict = (): boolean => process.env.AWS_CLASS_STRICT === "1";
