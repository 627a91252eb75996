import { existsSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import type { Report } from "../../lib/progress.ts";
import { exclusively, noteChild } from "../local/run-lock.ts";
import type { StackWatch } from "../pulumi/stack-place.ts";

/**
 * The folder of a class's students on this machine: settings, logs and notes of running commands, all of which can be recreated.
 */
export const studentsFolder = (classStack: string): string =>
  path.resolve(PROJECT, process.env.AWS_CLASS_FOLDER ?? ".class", "students", classStack);

/** Students whose stacks this machine has started. */
export function startedStudents(classStack: string): readonly string[] {
  const folder = studentsFolder(classStack);
  const all = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
  return all.flatMap((each) => (each.isDirectory() ? [each.name] : []));
}

/** Students whose stacks were not completely created, because a run was killed. */
export function halfMadeIn(classStack: string): readonly string[] {
  const folder = studentsFolder(classStack);
  const students = existsSync(folder) ? readdirSync(folder) : [];
  return students.filter((student) => new StudentFolder(classStack, student).isHalfMade);
}

/** The folder of one student's stack. */
export class StudentFolder {
  readonly path: string;
  /** The stack's settings, in the form of a Pulumi.<stack>.yaml: written again from class file and roster each time. */
  readonly settings: string;
  /** Pulumi's last output. */
  readonly log: string;
  /** The stack's last known status, without secrets. */
  readonly status: string;
  /** Results of the last checks. */
  readonly checks: string;

  constructor(classStack: string, student: string) {
    this.path = path.join(studentsFolder(classStack), student);
    this.settings = path.join(this.path, "Pulumi.yaml");
    this.log = path.join(this.path, "pulumi.log");
    this.status = path.join(this.path, "status.json");
    this.checks = path.join(this.path, "checks.json");
  }

  /** Whether a run that changed the stack was killed: resources may exist that are not in the state. */
  get isInterrupted(): boolean {
    return existsSync(this.#changing);
  }

  /** Whether a run was killed while it created the empty stack. */
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
   * Runs `work` while no other command of ours works on the stack, nor a Pulumi process that has outlived one.
   *
   * @throws InUseError, OrphanError
   */
  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return exclusively(this.path, report, work, { orphanIs: "waited for" });
  }

  /** Removes the folder after the student's stack is gone. */
  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }

  /** Records the running command, so that the next one finds what this one has left. */
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
