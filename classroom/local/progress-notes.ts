import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../lib/files.ts";
import { identify, isRunning } from "../../lib/processes.ts";
import { LocalFolder } from "./local-folder.ts";

const ROW = z.object({
  /** A lab, or a student. */
  key: z.string(),
  state: z.enum(["waiting", "at work", "again later", "done", "failed", "not begun"]),
  /** Number of finished resources, and the expected total if known. */
  done: z.number(),
  total: z.number().optional(),
  /** What it waits for, or why it failed. */
  what: z.string(),
});

const PROGRESS = z.object({
  /** What the rows stand for. */
  of: z.enum(["labs", "students"]),
  /** What the command does to them. */
  work: z.enum(["up", "down", "repair"]),
  process: z.object({ pid: z.number(), started: z.string() }).optional(),
  at: z.iso.datetime(),
  /** Whether the command has ended. */
  isOver: z.boolean(),
  rows: z.array(ROW),
});

/** A lab or student that a command works on. */
export type ProgressRow = z.output<typeof ROW>;

/** Progress of a command that changes a class. */
export type Progress = z.output<typeof PROGRESS>;

/** Interval of the notes, in milliseconds: readers see each within a second. */
const PAUSE_MS = 300;

/** The file with the progress of the command that changes a class. */
export const progressFile = (stack: string): string =>
  path.join(new LocalFolder().path, "progress", `${stack}.json`);

/** Notes a command's progress for `board`, which is another process. */
export class ProgressNotes {
  readonly #file: string;
  readonly #about: Pick<Progress, "of" | "work">;
  readonly #process = identify(process.pid);
  #last = 0;
  #written = "";

  constructor(stack: string, about: Pick<Progress, "of" | "work">) {
    this.#file = progressFile(stack);
    this.#about = about;
  }

  /** @param now in milliseconds since 1970 */
  take(rows: readonly ProgressRow[], now = Date.now()): void {
    if (now - this.#last >= PAUSE_MS) this.#write(rows, now, false);
  }

  end(rows: readonly ProgressRow[], now = Date.now()): void {
    this.#write(rows, now, true);
  }

  #write(rows: readonly ProgressRow[], now: number, isOver: boolean): void {
    const news = JSON.stringify([rows, isOver]);
    this.#last = now;
    if (news === this.#written) return;
    this.#written = news;
    const at = new Date(now).toISOString();
    const progress = { ...this.#about, process: this.#process, at, isOver, rows };
    writeWhole(this.#file, JSON.stringify(progress), 0o600);
  }
}

/** Progress of the last command that changed a class from this machine; a killed one counts as over. */
export function readProgress(stack: string): Progress | undefined {
  const file = progressFile(stack);
  if (!existsSync(file)) return undefined;
  try {
    const progress = PROGRESS.parse(JSON.parse(readFileSync(file, "utf8")));
    const { process: writer, isOver } = progress;
    return { ...progress, isOver: isOver || writer === undefined || !isRunning(writer) };
  } catch {
    return undefined; // written by another version
  }
}
