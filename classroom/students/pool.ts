import type { StudentFailure } from "./failure.ts";

/** The result of a run for a student's stack. */
export type StudentEnd =
  | { readonly state: "done" }
  | { readonly state: "failed"; readonly failure: StudentFailure }
  /** The run was stopped before this student's turn. */
  | { readonly state: "not begun"; readonly why: string };

export interface PoolOptions {
  /** Number of students in parallel. */
  readonly parallel: number;
  /** The work for one student. @throws what `judge` understands */
  readonly work: (student: string) => Promise<void>;
  /** Classifies an error. */
  readonly judge: (error: unknown, student: string) => StudentFailure;
  /** Whether the first student goes alone: what would fail for all fails for one. @default false */
  readonly canary?: boolean;
  /** Whether no further student should start. */
  readonly isStopped: () => boolean;
  /** Waits, in milliseconds. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** Called before the work for a student is repeated. */
  readonly onRetry?: (student: string, failure: StudentFailure, seconds: number) => void;
}

/** Pauses between attempts, in seconds, for failures that may pass: two further attempts. */
const PAUSES = [20, 60];

const PASSING: readonly StudentFailure["kind"][] = ["throttling", "capacity", "network"];

/** This many consecutive failures with the same cause are not caused by a student. */
const ALIKE = 3;

/**
 * Runs the same work for many students, several in parallel. One failure does not stop the others. If the canary fails, or one
 * cause fails three times in a row, no further student starts; running ones complete.
 *
 * @returns the result of each, in their order
 */
export async function forStudents(
  students: readonly string[],
  options: PoolOptions,
): Promise<ReadonlyMap<string, StudentEnd>> {
  const pool = new Pool(options);
  const [first, ...others] = students;
  if (options.canary && first !== undefined) {
    await pool.run([first]);
    if (pool.ends.get(first)?.state !== "done")
      pool.halt(`${first}, the first one, did not come up`);
    await pool.run(others);
  } else await pool.run(students);
  return new Map(students.map((student) => [student, pool.endOf(student)]));
}

class Pool {
  readonly ends = new Map<string, StudentEnd>();
  readonly #options: PoolOptions;
  /** The current number in parallel. */
  #limit: number;
  #halted: string | undefined;
  #cause: string | undefined;
  #alike = 0;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#limit = Math.max(1, options.parallel);
  }

  halt(why: string): void {
    this.#halted ??= why;
  }

  endOf(student: string): StudentEnd {
    const why = this.#halted ?? "the run was interrupted before";
    return this.ends.get(student) ?? { state: "not begun", why };
  }

  async run(students: readonly string[]): Promise<void> {
    const waiting = [...students];
    const running = new Set<Promise<void>>();
    for (;;) {
      while (running.size < this.#limit && !this.#isOver()) {
        const student = waiting.shift();
        if (student === undefined) break;
        const work: Promise<void> = this.#one(student).finally(() => running.delete(work));
        running.add(work);
      }
      if (running.size === 0) return;
      await Promise.race(running);
    }
  }

  #isOver(): boolean {
    return this.#halted !== undefined || this.#options.isStopped();
  }

  async #one(student: string): Promise<void> {
    const { work, judge, sleep, onRetry } = this.#options;
    for (let attempt = 0; ; attempt++) {
      try {
        await work(student);
        this.ends.set(student, { state: "done" });
        this.#alike = 0;
        return;
      } catch (error) {
        const failure = judge(error, student);
        if (failure.kind === "throttling") this.#limit = Math.max(1, Math.ceil(this.#limit / 2));
        const pause = PASSING.includes(failure.kind) ? PAUSES[attempt] : undefined;
        if (pause !== undefined && !this.#isOver()) {
          onRetry?.(student, failure, pause);
          await sleep(pause * 1000);
          if (!this.#isOver()) continue;
        }
        this.#failed(student, failure);
        return;
      }
    }
  }

  #failed(student: string, failure: StudentFailure): void {
    this.ends.set(student, { state: "failed", failure });
    if (failure.kind === "interrupted") return;
    this.#alike = failure.cause === this.#cause ? this.#alike + 1 : 1;
    this.#cause = failure.cause;
    if (this.#alike >= ALIKE)
      this.halt(`${ALIKE} students in a row failed for the same reason: ${failure.reason}`);
  }
}
