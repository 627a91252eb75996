import os from "node:os";
import { z } from "zod";
import { ExplainedError } from "../../lib/errors.ts";
import { identify } from "../../lib/processes.ts";
import type { Shelf } from "./shelf.ts";

/** A class is being closed, here or on another machine: what is brought up now would be left over. */
export class ClosingError extends ExplainedError {}

/** How often a close shows that it is at work, and after how long without a sign it counts as killed. */
const SIGN_MS = 30_000;
const SILENT_MS = 5 * 60_000;

const MARK = z.object({
  host: z.string(),
  pid: z.number(),
  since: z.iso.datetime(),
  /** The last sign. */
  at: z.iso.datetime(),
  /** @default the whole class */
  students: z.array(z.string()).optional(),
});

type Mark = z.output<typeof MARK>;

const fileOf = ({ host, pid }: Pick<Mark, "host" | "pid">): string =>
  `closing-${host.replace(/[^\w-]/g, "-")}-${pid}.json`;

const isMark = (name: string): boolean => /^closing-.*\.json$/.test(name);

/**
 * Runs `work`, which closes a class, while a mark beside the class's state says so to every machine.
 *
 * @param students who are closed @default the whole class
 */
export async function whileClosing<T>(
  shelf: Shelf,
  students: readonly string[] | undefined,
  work: () => Promise<T>,
): Promise<T> {
  const mine = {
    ...{ host: os.hostname(), pid: process.pid, since: new Date().toISOString() },
    ...(students && { students }),
  };
  const sign = (): Promise<void> =>
    shelf.write(fileOf(mine), JSON.stringify({ ...mine, at: new Date().toISOString() }));
  for (const { name, mark } of await marks(shelf)) if (isOver(mark)) await shelf.remove(name);
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
    await shelf.remove(fileOf(mine));
  }
}

/**
 * Stops a command that brings students' stacks up, or lets students in, while they are being closed.
 *
 * @param name of the class's stack
 * @param students who are brought up @default all
 * @throws ClosingError
 */
export async function refuseWhileClosing(
  shelf: Shelf,
  name: string,
  students?: readonly string[],
): Promise<void> {
  const found = (await marks(shelf)).find(({ mark }) => !isOver(mark) && concerns(mark, students));
  if (found === undefined) return;
  const { host, pid, since, students: closed } = found.mark;
  const which = closed === undefined ? "" : ` (${closed.join(", ")})`;
  throw new ClosingError(
    `Class ${name} is being closed${which}, by process ${pid} on ${host} since ${since}; nothing was changed.\n` +
      "  fix: wait until that has ended, then run this again",
  );
}

async function marks(shelf: Shelf): Promise<{ readonly name: string; readonly mark: Mark }[]> {
  const found: { readonly name: string; readonly mark: Mark }[] = [];
  for (const name of (await shelf.list()).filter(isMark)) {
    const text = await shelf.read(name);
    // It may have ended since it was listed.
    if (text !== undefined) found.push({ name, mark: MARK.parse(JSON.parse(text)) });
  }
  return found;
}

/** Whether the command of a mark has ended without removing it: it was killed. */
const isOver = ({ host, pid, at }: Mark): boolean =>
  (host === os.hostname() && identify(pid) === undefined) ||
  Date.now() - Date.parse(at) > SILENT_MS;

const concerns = ({ students: closed }: Mark, students: readonly string[] | undefined): boolean =>
  closed === undefined || students === undefined || students.some((id) => closed.includes(id));
