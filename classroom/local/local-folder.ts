import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import type { StackWatch } from "../pulumi/stack-place.ts";
import { noteChild } from "./run-lock.ts";

/** The passphrase of stack local; it stands in Pulumi.local.yaml too: there is nothing to hide. */
export const LOCAL_PASSPHRASE = "local";

/** How the last run left the stack's state. */
export type Condition = "absent" | "sound" | "interrupted" | "unreadable";

/** The folder of the local stack, with its settings, state and notes of what runs. */
export class LocalFolder {
  readonly path: string;
  /** The settings of the last run, in the form of a Pulumi.<stack>.yaml. */
  readonly settings: string;
  /** Pulumi's state backend. */
  readonly state: string;

  /** @param folder @default `.class` in the project, or what AWS_CLASS_FOLDER names, e.g. in tests */
  constructor(folder = process.env.AWS_CLASS_FOLDER ?? ".class") {
    this.path = path.resolve(PROJECT, folder);
    this.settings = path.join(this.path, "Pulumi.local.yaml");
    this.state = path.join(this.path, "state");
  }

  /** Pulumi notes every operation before it begins; that it was at work at all, we note ourselves. */
  condition(): Condition {
    if (existsSync(this.#changeFile)) return "interrupted";
    const file = path.join(this.state, ".pulumi/stacks/class/local.json");
    if (!existsSync(file)) return "absent";
    try {
      const record = JSON.parse(readFileSync(file, "utf8")) as {
        checkpoint?: { latest?: { pending_operations?: unknown[] } };
      };
      const pending = record.checkpoint?.latest?.pending_operations ?? [];
      return pending.length > 0 ? "interrupted" : "sound";
    } catch {
      return "unreadable";
    }
  }

  /** Which memory of the emulator the record describes; kept beside it, so that both go together. */
  memory(): string | undefined {
    return existsSync(this.#memoryFile) ? readFileSync(this.#memoryFile, "utf8") : undefined;
  }

  /** Notes whose memory the record is going to describe. */
  remember(id: string): void {
    writeWhole(this.#memoryFile, id);
  }

  /**
   * Keeps a record of what runs. An operation that is interrupted may be done all the same, and its result lost: then
   * Pulumi's record has everything but this, and looks sound.
   */
  get watch(): StackWatch {
    return {
      changeBegins: () => {
        writeFileSync(this.#changeFile, "");
      },
      changeEnds: () => {
        rmSync(this.#changeFile, { force: true });
      },
      runs: (pid) => {
        noteChild(this.path, pid);
      },
    };
  }

  /** Forgets the stack: for when what it describes is gone. */
  dropState(): void {
    rmSync(this.state, { recursive: true, force: true });
  }

  /** Takes Pulumi's lock from a run that was killed. */
  unlock(): void {
    rmSync(path.join(this.state, ".pulumi/locks"), { recursive: true, force: true });
  }

  get #memoryFile(): string {
    return path.join(this.state, "emulator-id");
  }

  get #changeFile(): string {
    return path.join(this.state, "changing");
  }
}
