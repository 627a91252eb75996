import { randomUUID } from "node:crypto";
import os from "node:os";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ExplainedError } from "../../lib/errors.ts";
import { hasEnded, identify } from "../../lib/processes.ts";
import type { Shelf } from "./shelf.ts";

/** A class is being closed, here or on another machine: what is brought up now would be left over. */
export class ClosingError extends ExplainedError {}

/**
 * How often a close shows that it is at work, and after how long without a sign it may have been killed. The clock of its machine may
 * be wrong, too: then it is watched for a sign, which is another one, whatever time that has.
 */
const SIGN_MS = 30_000;
const SILENT_MS = 5 * 60_000;
const WATCH_MS = 1.5 * SIGN_MS;

/** Waits for as long as a close at work takes for another sign. `why` says so to the reader, who would wait without a word. */
type Watch = (why: string) => Promise<unknown>;

const watchClock: Watch = (why) => {
  console.error(why);
  return sleep(WATCH_MS);
};

const MARK = z.object({
  /** For the reader: machines and containers may share it. */
  host: z.string(),
  pid: z.number(),
  /** @default only its signs tell whether it is at work */
  process: z.object({ pid: z.number(), started: z.string(), place: z.string() }).optional(),
  since: z.iso.datetime(),
  /** The last sign. */
  at: z.iso.datetime(),
  /** @default the whole class */
  students: z.array(z.string()).optional(),
});

type Mark = z.output<typeof MARK>;

const isMark = (name: string): boolean => /^closing-.*\.json$/.test(name);

/**
 * Runs `work`, which closes a class, while a mark beside the class's state says so to every machine.
 *
 * @param students who are closed @default the whole class
 * @param watch @default on this machine's clock
 */
export async function whileClosing<T>(
  shelf: Shelf,
  students: readonly string[] | undefined,
  work: () => Promise<T>,
  watch: Watch = watchClock,
): Promise<T> {
  const mine = {
    ...{ host: os.hostname(), pid: process.pid, process: identify(process.pid) },
    since: new Date().toISOString(),
    ...(students && { students }),
  };
  const file = `closing-${randomUUID()}.json`;
  const sign = (): Promise<void> =>
    shelf.write(file, JSON.stringify({ ...mine, at: new Date().toISOString() }));
  for (const { name } of await overMarks(shelf, watch)) await shelf.remove(name);
  await sign();
  let last = Promise.resolve();
  const signs = setInterval(() => {
    // One that is missing does no harm: it takes several until the mark counts as a killed command's.
    last = last.then(sign).catch(() => undefined);
  }, SIGN_MS);
  try {
    return await work();
  } finally {
    clearInterval(signs);
    await last;
    // One that stays counts as a killed command's soon, and hides no error of the close.
    await shelf.remove(file).catch(() => undefined);
  }
}

/**
 * Stops a command that brings students' stacks up, or lets students in, while they are being closed.
 *
 * @param name of the class's stack
 * @param students who are brought up @default all
 * @param watch @default on this machine's clock
 * @throws ClosingError
 */
export async function refuseWhileClosing(
  shelf: Shelf,
  name: string,
  students?: readonly string[],
  watch: Watch = watchClock,
): Promise<void> {
  const found = await marks(shelf);
  for (const { name: file, mark } of found)
    if (mark === undefined) throw new ClosingError(unreadable(name, shelf, file));
  const over = new Set((await overMarks(shelf, watch)).map(({ name: file }) => file));
  // So that it is watched once; where it stays, the next command watches it again.
  for (const file of over) await shelf.remove(file).catch(() => undefined);
  for (const { name: file, mark } of found)
    if (mark && !over.has(file) && concerns(mark, students))
      throw new ClosingError(closing(name, mark));
}

function closing(name: string, { host, pid, since, students: closed }: Mark): string {
  const which = closed === undefined ? "" : ` (${closed.join(", ")})`;
  return (
    `Class ${name} is being closed${which}, by process ${pid} on ${host} since ${since}; this command stops here.\n` +
    "  fix: wait until that has ended, then run this again"
  );
}

const unreadable = (name: string, { place }: Shelf, file: string): string =>
  `It is not known whether class ${name} is being closed: ${file} in ${place} cannot be read, as if another version wrote it; nothing was changed.\n` +
  `  fix: when nobody is closing the class, delete ${file}`;

/** A mark's file, and what it says; undefined where it cannot be read. */
interface Found {
  readonly name: string;
  readonly mark: Mark | undefined;
}

async function marks(shelf: Shelf): Promise<Found[]> {
  const found: Found[] = [];
  for (const name of (await shelf.list()).filter(isMark)) {
    const text = await shelf.read(name);
    // It may have ended since it was listed.
    if (text !== undefined) found.push({ name, mark: parsed(text) });
  }
  return found;
}

function parsed(text: string): Mark | undefined {
  try {
    return MARK.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The marks of commands that have ended without removing them: they were killed. */
async function overMarks(shelf: Shelf, watch: Watch): Promise<Found[]> {
  const found = await marks(shelf);
  const ended = found.filter(({ mark }) => mark?.process && hasEnded(mark.process, Infinity));
  const silent = found.filter((each) => !ended.includes(each) && isSilent(each.mark));
  if (silent.length === 0) return ended;
  await watch(silence(silent));
  const later = new Map((await marks(shelf)).map(({ name, mark }) => [name, mark]));
  // One that has been removed meanwhile is over, too.
  return [
    ...ended,
    ...silent.filter(({ name, mark }) => (later.get(name) ?? mark)?.at === mark?.at),
  ];
}

function silence(silent: readonly Found[]): string {
  const who = silent
    .flatMap(({ mark }) => mark ?? [])
    .map(({ pid, host }) => `process ${pid} on ${host}`);
  return `A close of this class, by ${who.join(", ")}, shows no sign of life and may have been killed: watching it for ${WATCH_MS / 1000} s`;
}

/** By this machine's clock, before or after which the other one's may be. */
const isSilent = (mark: Mark | undefined): boolean =>
  mark !== undefined && Math.abs(Date.now() - Date.parse(mark.at)) > SILENT_MS;

const concerns = ({ students: closed }: Mark, students: readonly string[] | undefined): boolean =>
  closed === undefined || students === undefined || students.some((id) => closed.includes(id));
