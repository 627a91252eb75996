import { existsSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { noteChild } from "../local/run-lock.ts";
import type { StackWatch } from "../pulumi/stack-place.ts";

/** The folder of a class's students on this machine: settings, logs and notes of what runs, nothing that cannot be made again. */
export const studentsFolder = (classStack: string): string =>
  path.resolve(PROJECT, process.env.AWS_CLASS_FOLDER ?? ".class", "students", classStack);

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

  get #changing(): string {
    return path.join(this.path, "changing");
  }
}
