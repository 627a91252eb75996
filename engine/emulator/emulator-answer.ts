// Whether an emulator answers, and which one.
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { quick, type Report } from "../../lib/progress.ts";
import { firstAnswer, type Started } from "../background/background.ts";

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

/** The emulator runs and does not answer. */
export class EmulatorError extends ExplainedError {}

const ANSWER_LIMIT_MS = 5000;

/** How long one that runs may stay silent: on a busy machine, or one that has slept, an answer is late. */
export const PATIENCE_MS = 30_000;

/** After this delay, what is waited for is reported. */
const TOLD_AFTER_MS = 2000;

export interface Waiting {
  /** Told when an answer takes long. @default nobody */
  readonly report?: Report;
  /** How long an emulator that runs may take to answer. @default 30 s */
  readonly patienceMs?: number;
}

/** The emulator that has been started, when it answers; undefined when it has ended, or the time is up. */
export async function lateAnswer(
  started: Started,
  { report, patienceMs = PATIENCE_MS }: Waiting,
): Promise<Emulator | undefined> {
  const told = `Waiting for the emulator, process ${started.process.pid}, which does not answer, ${patienceMs / 1000} s at most`;
  const telling = setTimeout(() => report?.(told), TOLD_AFTER_MS);
  try {
    return await firstAnswer(started, patienceMs, identity);
  } finally {
    clearTimeout(telling);
  }
}

/** Asks who answers there. @returns undefined when nobody does, or somebody else */
export async function identity(
  { endpoint, process }: Started,
  limitMs = ANSWER_LIMIT_MS,
): Promise<Emulator | undefined> {
  try {
    const response = await fetch(`${endpoint}/moto-api/class/identity`, {
      signal: AbortSignal.timeout(limitMs),
    });
    const { id, pid } = (await response.json()) as { id?: string; pid?: number };
    return id !== undefined && pid === process.pid
      ? { endpoint, id, pid, env: emulatorEnv(endpoint) }
      : undefined;
  } catch {
    return undefined; // nobody there, or no emulator
  }
}

/** What makes AWS clients talk to an emulator. */
export const emulatorEnv = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_SESSION_TOKEN: "",
  AWS_EC2_METADATA_DISABLED: "true",
});

/**
 * Asks an emulator that has answered before, by one of the routes that are not AWS's.
 *
 * @param title what it does, for when that takes long
 * @throws EmulatorError when it does not answer, or fails
 */
export async function ask(
  endpoint: string,
  { method = "GET", route, title }: { method?: string; route: string; title: string },
  report: Report,
): Promise<Response> {
  return quick(report, `${title}, ${PATIENCE_MS / 1000} s at most`, async () => {
    try {
      const signal = AbortSignal.timeout(PATIENCE_MS);
      const response = await fetch(`${endpoint}/moto-api/${route}`, { method, signal });
      if (response.ok) return response;
      throw new Error(`HTTP ${response.status}`);
    } catch (error) {
      const cause = error instanceof Error && error.cause ? error.cause : error;
      throw new EmulatorError(
        `the emulator at ${endpoint} has stopped or does not answer (${errorMessage(cause)}): see emulator.log in the class's folder, then run this again`,
        { cause: error },
      );
    }
  });
}
