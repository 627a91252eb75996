import { statSync } from "node:fs";
import { lastChecks, notedOf } from "../checking/last-checks.ts";
import { progressFile, readProgress } from "../local/progress-notes.ts";
import { StudentFolder } from "../students/student-folder.ts";
import type { BoardInputs, StacksReport } from "./board-inputs.ts";

/** Interval of reading the notes, in milliseconds: changes appear within a second. */
const NOTES_MS = 200;

/** Interval of reading the stacks: each changed stack starts two Pulumi processes. */
const STACKS_MS = 20_000;

export interface SourcesOptions {
  /** Reads the stacks. */
  readonly ask: () => Promise<StacksReport>;
  /** Called whenever something new is known, and as time passes. */
  readonly changed: (known: BoardInputs) => void;
  readonly notesMs?: number;
  readonly stacksMs?: number;
}

/** Reads what commands note on this machine, and from time to time the stacks themselves. */
export class Sources {
  readonly #stack: string;
  readonly #options: SourcesOptions;
  readonly #seen = new Map<string, number>();
  #known: BoardInputs = {
    progress: undefined,
    checks: {},
    studentChecks: new Map(),
    stacks: undefined,
  };
  #looking: NodeJS.Timeout | undefined;
  #asking: NodeJS.Timeout | undefined;
  #isStopped = false;
  #told = 0;

  constructor(stack: string, options: SourcesOptions) {
    this.#stack = stack;
    this.#options = options;
  }

  start(): void {
    this.#look();
    this.#looking = setInterval(() => {
      this.#look();
    }, this.#options.notesMs ?? NOTES_MS);
    void this.#ask();
  }

  stop(): void {
    this.#isStopped = true;
    clearInterval(this.#looking);
    clearTimeout(this.#asking);
  }

  /** Reads the changed notes. */
  #look(): void {
    const files = [progressFile(this.#stack), notedOf(this.#stack).checks, ...this.#ofStudents()];
    // While a command runs, the passing of time alone changes what is shown; it may also have stopped.
    const isDue = this.#known.progress?.isOver === false && Date.now() - this.#told > 1000;
    if (!files.map((file) => this.#isNew(file)).includes(true) && !isDue) return;
    this.#tell({
      progress: readProgress(this.#stack),
      checks: lastChecks(notedOf(this.#stack)),
      studentChecks: new Map(this.#students().map((id) => [id, lastChecks(this.#folder(id))])),
    });
  }

  #isNew(file: string): boolean {
    const at = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    if (this.#seen.get(file) === at) return false;
    this.#seen.set(file, at);
    return true;
  }

  #students(): string[] {
    const { progress, stacks } = this.#known;
    const rows = progress?.of === "students" ? progress.rows : [];
    return [...new Set([...rows.map(({ key }) => key), ...Object.keys(stacks?.students ?? {})])];
  }

  #folder(student: string): StudentFolder {
    return new StudentFolder(this.#stack, student);
  }

  #ofStudents(): string[] {
    return this.#students().map((id) => this.#folder(id).checks);
  }

  async #ask(): Promise<void> {
    try {
      this.#tell({ stacks: await this.#options.ask(), problem: undefined });
    } catch (error) {
      this.#tell({ problem: error instanceof Error ? (error.message.split("\n")[0] ?? "") : "" });
    }
    if (this.#isStopped) return;
    this.#asking = setTimeout(() => void this.#ask(), this.#options.stacksMs ?? STACKS_MS);
  }

  #tell(news: Partial<BoardInputs>): void {
    if (this.#isStopped) return;
    this.#known = { ...this.#known, ...news };
    this.#told = Date.now();
    this.#options.changed(this.#known);
  }
}
