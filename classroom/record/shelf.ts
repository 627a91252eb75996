import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../lib/files.ts";
import type { Report } from "../../lib/progress.ts";
import { exclusively } from "../local/run-lock.ts";

/** Where the records and locks of a stack are stored: beside its state, so that they outlive a checkout. */
export interface Shelf {
  /** Location, for a reader. */
  readonly place: string;
  /** Names of the files, the oldest first. */
  list(): Promise<readonly string[]>;
  /** @returns undefined when there is no such file */
  read(name: string): Promise<string | undefined>;
  write(name: string, content: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  /** Deletes a file; it may be gone already. */
  remove(name: string): Promise<void>;
  /** Runs `work` while no other command of ours works on the stack. @throws when one does, without waiting */
  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T>;
  /** The location of Pulumi's lock of the stack, while it is held. */
  pulumiLock(): Promise<string | undefined>;
}

/** A shelf that knows what a file was when it changes it. */
export interface EditableShelf extends Shelf {
  /** Changes a file, or makes it. @param edit gets what no other command has changed meanwhile, as far as the place can tell */
  change(name: string, edit: (before: string | undefined) => string): Promise<void>;
}

/** Where Pulumi's own backends store the locks of a stack. */
export const lockFolder = (stack: string): string => `.pulumi/locks/organization/class/${stack}`;

const LOCK = z.object({
  pid: z.number(),
  username: z.string(),
  hostname: z.string(),
  timestamp: z.string(),
});

/**
 * Pulumi's lock in the format of its own messages: `FILE, created by kim@laptop (pid 12) at 2026-12-01T09:00:00Z`.
 *
 * @param content of the lock file
 */
export function describeLock(place: string, content: string): string {
  try {
    const { pid, username, hostname, timestamp } = LOCK.parse(JSON.parse(content));
    return `${place}, created by ${username}@${hostname} (pid ${pid}) at ${timestamp}`;
  } catch {
    return place; // written by another version of Pulumi
  }
}

/** A folder that this machine reaches. */
export class FolderShelf implements EditableShelf {
  readonly place: string;
  readonly #locks: string;
  readonly #isShared: boolean;

  /**
   * @param state the folder that Pulumi is logged in to
   * @param isShared whether other machines may use it, too
   */
  constructor(place: string, state: string, stack: string, { isShared = true } = {}) {
    this.place = place;
    this.#isShared = isShared;
    this.#locks = path.join(state, lockFolder(stack));
  }

  list(): Promise<readonly string[]> {
    const names = existsSync(this.place) ? readdirSync(this.place) : [];
    return Promise.resolve(names.sort());
  }

  read(name: string): Promise<string | undefined> {
    const file = path.join(this.place, name);
    return Promise.resolve(existsSync(file) ? readFileSync(file, "utf8") : undefined);
  }

  write(name: string, content: string): Promise<void> {
    writeWhole(path.join(this.place, name), content);
    return Promise.resolve();
  }

  async change(name: string, edit: (before: string | undefined) => string): Promise<void> {
    await this.write(name, edit(await this.read(name)));
  }

  rename(from: string, to: string): Promise<void> {
    renameSync(path.join(this.place, from), path.join(this.place, to));
    return Promise.resolve();
  }

  remove(name: string): Promise<void> {
    rmSync(path.join(this.place, name), { force: true });
    return Promise.resolve();
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return exclusively(this.place, report, work, { isShared: this.#isShared });
  }

  pulumiLock(): Promise<string | undefined> {
    const [first] = existsSync(this.#locks) ? readdirSync(this.#locks) : [];
    if (first === undefined) return Promise.resolve(undefined);
    const file = path.join(this.#locks, first);
    return Promise.resolve(
      describeLock(this.#locks, existsSync(file) ? readFileSync(file, "utf8") : ""),
    );
  }
}
