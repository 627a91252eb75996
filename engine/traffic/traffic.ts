import { rmSync } from "node:fs";
import path from "node:path";
import { WEB } from "../../aws/clients.ts";
import { withLock } from "../../lib/lock.ts";
import { isRunning } from "../../lib/processes.ts";
import type { Report } from "../../lib/progress.ts";
import {
  type Program,
  type Question,
  startedProgram,
  startProgram,
  stopProgram,
} from "../background/background.ts";
import { cacheFolder } from "../cache.ts";
import type { Emulator } from "../emulator/emulator-answer.ts";
import { removeStages } from "./applications/stages.ts";
import { databasesIn, serversIn, tlsIn } from "./folders.ts";
import { IDENTITY, type Identity, SERVED } from "./own.ts";
import { removeBootStages } from "./servers/records.ts";
import { localOrigin } from "./target.ts";

/** The start takes a fraction of a second, on a busy machine longer. */
const START_LIMIT_MS = 30_000;

/**
 * Speed that nobody here needs costs memory: a heap that may grow 25 MB before garbage is collected, and compiling with Maglev, which takes
 * 30 MB for a moment. What it has compiled, V8 keeps a second time.
 */
const MEMORY = ["--optimize-for-size", "--no-maglev", "--no-compilation-cache"];

/** glibc gives pieces from this size, in bytes, back at once: V8's compilers take such ones, and would leave holes of 20 MB. */
const GIVE_BACK = { MALLOC_MMAP_THRESHOLD_: "16384" };

/** Time limit for an answer of this process itself, in milliseconds. */
const ANSWER_MS = 5000;

/**
 * The traffic process of an emulator: the running one, or a new one, at the previous address if it is free. It keeps running
 * after this process, and ends with the emulator.
 *
 * @param folder of its record (`traffic.json`) and log (`traffic.log`)
 * @returns the emulator, whose environment points to it
 * @throws BackgroundError when it cannot be started
 */
export async function withTraffic(
  folder: string,
  emulator: Emulator,
  report: Report,
): Promise<Emulator> {
  const question = identityFor(emulator);
  const web =
    (await running(folder, question)) ??
    (await withLock(
      path.join(folder, "traffic.lock"),
      report,
      async () => (await running(folder, question)) ?? restart(folder, emulator, question),
    ));
  return { ...emulator, env: { ...emulator.env, [WEB]: web } };
}

/** Stops the traffic process of `folder`, and deletes its data. @returns whether there was one */
export async function stopTraffic(folder: string): Promise<boolean> {
  const found = await stopProgram(files(folder));
  // A database's server ends shortly after this process.
  removeStaged(folder);
  for (const kept of [serversIn(folder), tlsIn(folder), databasesIn(folder)])
    rmSync(kept, { recursive: true, force: true, maxRetries: 30, retryDelay: 100 });
  return found;
}

/** Removes what a killed process has left in the temporary folder. */
function removeStaged(folder: string): void {
  removeStages(serversIn(folder));
  removeBootStages(serversIn(folder));
}

async function running(folder: string, question: Question<string>): Promise<string | undefined> {
  const started = startedProgram(files(folder));
  return started && isRunning(started.process) ? question(started, ANSWER_MS) : undefined;
}

async function restart(
  folder: string,
  emulator: Emulator,
  question: Question<string>,
): Promise<string> {
  const former = startedProgram(files(folder))?.endpoint;
  await stopProgram(files(folder)); // it does not answer, or reads an emulator that has ended
  removeStaged(folder);
  const port = former === undefined ? undefined : Number(new URL(former).port);
  return startProgram(program(folder, emulator), question, port);
}

/** Checks whether it is the traffic process of this emulator. */
const identityFor =
  ({ endpoint: emulator }: Emulator): Question<string> =>
  async ({ endpoint, process }, limitMs) => {
    try {
      const signal = AbortSignal.timeout(limitMs);
      const response = await fetch(`${endpoint}${IDENTITY}`, { signal });
      const found = (await response.json()) as Partial<Identity>;
      return found.pid === process.pid && found.emulator === emulator ? endpoint : undefined;
    } catch {
      return undefined; // no server there, or another one
    }
  };

/** Local addresses of host names that a resource in the account serves: `http://NAME.localhost:PORT`. */
export async function localOrigins(
  web: string,
  hosts: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const { port } = new URL(web);
  const names = [...hosts].map(encodeURIComponent).join("&");
  const signal = AbortSignal.timeout(ANSWER_MS);
  const response = await fetch(`${web}${SERVED}?${names}`, { signal });
  const served = (await response.json()) as string[];
  return new Map(served.map((host) => [host, localOrigin(host, port)]));
}

const files = (folder: string) => ({ folder, name: "traffic" });

const program = (folder: string, emulator: Emulator): Program => ({
  ...files(folder),
  title: "the traffic of the emulated AWS",
  command: process.execPath,
  args: (port) => [
    ...MEMORY,
    path.join(import.meta.dirname, "main.ts"),
    ...[String(port), emulator.endpoint, String(emulator.pid), folder],
  ],
  // With compiled sources, it needs 30 MB less.
  env: { ...GIVE_BACK, NODE_COMPILE_CACHE: path.join(cacheFolder(), "node-compile-cache") },
  limitMs: START_LIMIT_MS,
});
