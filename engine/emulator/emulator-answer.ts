// Whether an emulator answers, and which one.
import { errorMessage, ExplainedError } from "../../lib/errors.ts";
import { quick, type Report } from "../../lib/progress.ts";
import { firstAnswer, type Started } from "../background/background.ts";

/** An emulated AWS on this machine: one account, in the memory of one process. */
export interface Emulator {
  /** The endpoint of every service: `http://127.0.0.1:PORT`. */
  readonly endpoint: string;
  /** Identifies its memory: changes after a restart or a reset. */
  readonly id: string;
  readonly pid: number;
  /** Environment variables that make AWS clients use it, except the region. */
  readonly env: Record<string, string>;
}

/** The emulator runs but does not answer. */
export class EmulatorError extends ExplainedError {}

const ANSWER_LIMIT_MS = 5000;

/** How long a running emulator may be silent: on a busy machine, or after standby, an answer is late. */
export const PATIENCE_MS = 30_000;

/** After this delay, what is waited for is reported. */
const TOLD_AFTER_MS = 2000;

export interface Waiting {
  /** Called when an answer takes long. @default not called */
  readonly report?: Report;
  /** How long a running emulator may take to answer. @default 30 s */
  readonly patienceMs?: number;
}

/** Waits for a started emulator to answer; undefined when it has ended, or the time is up. */
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

/** Identifies the server at an endpoint. @returns undefined when there is none, or it is not an emulator */
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
    return undefined; // no server there, or not an emulator
  }
}

/** Environment variables that make AWS clients use an emulator. */
export const emulatorEnv = (endpoint: string): Record<string, string> => ({
  AWS_ENDPOINT_URL: endpoint,
  AWS_ACCESS_KEY_ID: "test",
  AWS_SECRET_ACCESS_KEY: "test",
  AWS_SESSION_TOKEN: "",
  AWS_EC2_METADATA_DISABLED: "true",
});

/**
 * Calls a route of an emulator that is not part of AWS.
 *
 * @param title what it does, shown when it takes long
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
