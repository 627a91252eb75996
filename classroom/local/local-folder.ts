import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import type { StackWatch } from "../pulumi/stack-place.ts";
import { noteChild } from "./run-lock.ts";

/** The passphrase of stack local; it is also in Pulumi.local.yaml, because there is nothing to hide. */
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

  /** @param folder @default `.class` in the project, or the value of AWS_CLASS_FOLDER, e.g. in tests */
  constructor(folder = process.env.AWS_CLASS_FOLDER ?? ".class") {
    this.path = path.resolve(PROJECT, folder);
    this.settings = path.join(this.path, "Pulumi.local.yaml");
    this.state = path.join(this.path, "state");
  }

  /** Pulumi notes every operation before it starts it; that it runs at all, we note ourselves. */
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

  /** The id of the emulator's memory that the state describes; kept beside the state, so that both are deleted together. */
  memory(): string | undefined {
    return existsSync(this.#memoryFile) ? readFileSync(this.#memoryFile, "utf8") : undefined;
  }

  /** Notes the id of the memory that the state will describe. */
  remember(id: string): void {
    writeWhole(this.#memoryFile, id);
  }

  /**
   * Records that a change is running. An interrupted operation may still be done and its result lost: then Pulumi's state lacks
   * only that, and looks sound.
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

  /** Deletes the stack's state, when its resources no longer exist. */
  dropState(): void {
    rmSync(this.state, { recursive: true, force: true });
  }

  /** Removes the Pulumi lock of a killed run. */
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
