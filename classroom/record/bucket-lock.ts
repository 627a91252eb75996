import { randomUUID } from "node:crypto";
import os from "node:os";
import { z } from "zod";
import { errorMessage } from "../../lib/errors.ts";
import { hasEnded, identify } from "../../lib/processes.ts";
import type { Report } from "../../lib/progress.ts";
import { InUseError } from "../local/run-lock.ts";
import { type BucketObject, type BucketObjects, unchanged } from "./bucket-objects.ts";

/**
 * A command's lock of a stack in a bucket: an object that S3 writes only where there is none. Where a product does not know that
 * condition, each command writes an object of its own, and then looks for others, as Pulumi does.
 */
export class BucketLock {
  readonly #objects: BucketObjects;
  readonly #key: string;
  readonly #text = lockText();

  /** @param key of the lock; the keys of commands' own objects begin with it */
  constructor(objects: BucketObjects, key: string) {
    this.#objects = objects;
    this.#key = key;
  }

  /** Runs `work` while no other command of ours works on the stack. @throws InUseError, without waiting */
  async exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    const key = await this.#take(report);
    try {
      return await work();
    } finally {
      await this.#letGo(key, report);
    }
  }

  /** @returns the key of our lock @throws InUseError */
  async #take(report: Report): Promise<string> {
    const held = await this.#objects.read(this.#key);
    if (held !== undefined && !isLeft(held)) throw this.#inUse(this.#key, held);
    const taken = await this.#orNothing(this.#key, report, async () => {
      const first = await this.#objects.writeIf(unchanged(held), this.#key, this.#text);
      if (first === "condition not met") {
        const now = await this.#objects.read(this.#key);
        // A repeated request is refused when the answer to the first one was lost.
        if (now?.content !== this.#text) return this.#inUse(this.#key, now ?? held);
      }
      if (await this.#isGuarded()) return true;
      await this.#objects.remove(this.#key);
      return false;
    });
    if (taken instanceof InUseError) throw taken;
    return taken ? this.#key : this.#takeOwn(report);
  }

  /** Whether the bucket refuses to write our lock again: one that does not has ignored the first condition, too. */
  async #isGuarded(): Promise<boolean> {
    const again = await this.#objects.writeIf(unchanged(undefined), this.#key, this.#text);
    return again === "condition not met";
  }

  /** In a bucket without conditional requests. */
  async #takeOwn(report: Report): Promise<string> {
    const mine = `${this.#key}-${randomUUID()}`;
    return this.#orNothing(mine, report, async () => {
      await this.#objects.write(mine, this.#text);
      for (const key of await this.#objects.keys(this.#key)) {
        const held = key === mine ? undefined : await this.#objects.read(key);
        if (held === undefined) continue;
        if (!isLeft(held)) throw this.#inUse(key, held);
        await this.#objects.remove(key);
      }
      return mine;
    });
  }

  /** Takes a lock, or leaves none: also where only the answer to the request was lost. */
  async #orNothing<T>(key: string, report: Report, taking: () => Promise<T>): Promise<T> {
    try {
      return await taking();
    } catch (error) {
      await this.#letGo(key, report);
      throw error;
    }
  }

  /** Releases our lock. An error is reported: thrown, it would hide the one before. */
  async #letGo(key: string, report: Report): Promise<void> {
    await this.#release(key).catch((error: unknown) => {
      report(
        `The lock of this command may stay: ${errorMessage(error)}\n  fix: ${this.#objects.removal(key)}`,
      );
    });
  }

  /** Deletes our lock; it may have been deleted by hand, and be another command's by now. */
  async #release(key: string): Promise<void> {
    const held = await this.#objects.read(key);
    if (held?.content !== this.#text) return;
    const answer = await this.#objects.removeIf(held, key);
    if (answer === "condition unknown") await this.#objects.remove(key);
  }

  #inUse(key: string, held: BucketObject | undefined): InUseError {
    const [holder = ""] = held?.content.split("\n") ?? [];
    return new InUseError(
      `${holder || "another command"}, is working on this stack. Wait for it; if it was killed: ${this.#objects.removal(key)}`,
    );
  }
}

/** A lock's content: the holder for a reader, and what identifies its process, which an older version left out. */
const lockText = (): string =>
  `process ${process.pid} on ${os.hostname()}, since ${new Date().toISOString()}\n${JSON.stringify({ ...identify(process.pid), lock: randomUUID() })}`;

const NOTE = z.object({ pid: z.number(), started: z.string(), place: z.string() });

/** Whether the holder was killed on this machine, so that only this machine can take its lock over. */
function isLeft({ content }: BucketObject): boolean {
  const [, note = ""] = content.split("\n");
  const { data: process } = NOTE.safeParse(parsed(note));
  return process !== undefined && hasEnded(process, Infinity);
}

function parsed(note: string): unknown {
  try {
    return JSON.parse(note);
  } catch {
    return undefined; // written by an older version
  }
}
