import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import type { Report } from "../../lib/progress.ts";
import { exclusively, noteChild } from "../local/run-lock.ts";
import type { StackWatch } from "../pulumi/stack-place.ts";

/** The folder of a class's students on this machine: settings, logs and notes of what runs, nothing that cannot be made again. */
export const studentsFolder = (classStack: string): string =>
  path.resolve(PROJECT, process.env.AWS_CLASS_FOLDER ?? ".class", "students", classStack);

/** Students of whose stacks the making was not completed: a run was killed. */
export function halfMadeIn(classStack: string): readonly string[] {
  const folder = studentsFolder(classStack);
  const students = existsSync(folder) ? readdirSync(folder) : [];
  return students.filter((student) => new StudentFolder(classStack, student).isHalfMade);
}

/** The folder of one student's stack. */
export class StudentFolder {
  readonly path: string;
  /** The stack's settings, in the form of a Pulumi.<stack>.yaml: made again from class file and roster each time. */
  readonly settings: string;
  /** What Pulumi has said last. */
  readonly log: string;
  /** What the stack has said of itself when it was exported last: nothing secret. */
  readonly said: string;
  /** What the last checks have shown. */
  readonly checks: string;

  constructor(classStack: string, student: string) {
    this.path = path.join(studentsFolder(classStack), student);
    this.settings = path.join(this.path, "Pulumi.yaml");
    this.log = path.join(this.path, "pulumi.log");
    this.said = path.join(this.path, "said.json");
    this.checks = path.join(this.path, "checks.json");
  }

  /** Whether a run that changed the stack was killed: something may have been made that the state does not know. */
  get isInterrupted(): boolean {
    return existsSync(this.#changing);
  }

  /** Whether a run was killed while it made the stack, empty. */
  get isHalfMade(): boolean {
    return existsSync(this.#making);
  }

  makingBegins(): void {
    writeFileSync(this.#making, "");
  }

  makingEnds(): void {
    rmSync(this.#making, { force: true });
  }

  /**
   * Does `work` while no other command of ours works on the stack, and no Pulumi that has outlived one.
   *
   * @throws InUseError, OrphanError
   */
  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return exclusively(this.path, report, work, "waited for");
  }

  /** The student's stack is gone. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Keeps a record of what runs, so that the next command finds what this one has left. */
  get watch(): StackWatch {
    return {
      changeBegins: () => {
        writeFileSync(this.#changing, "");
      },
      changeEnds: () => {
        rmSync(this.#changing, { force: true });
      },
      runs: (pid) => {
        noteChild(this.path, pid);
      },
    };
  }

  get #making(): string {
    return path.join(this.path, "making");
  }

  get #changing(): string {
    return path.join(this.path, "changing");
  }
}
