import os from "node:os";
import type { GetObjectCommandOutput, S3 } from "@aws-sdk/client-s3";
import { z } from "zod";
import { all } from "../../aws/contract/finder.ts";
import { isAbsence, isDependency } from "../../aws/errors.ts";
import { hasEnded, identify } from "../../lib/processes.ts";
import type { Report } from "../../lib/progress.ts";
import { InUseError } from "../local/run-lock.ts";
import { describeLock, lockFolder, type Shelf } from "./shelf.ts";

const LOCK = "lock";

/** Files in the bucket with Pulumi's state. */
export class BucketShelf implements Shelf {
  readonly #s3: S3;
  readonly #bucket: string;
  readonly #folder: string;
  readonly #locks: string;

  /** @param prefix of the state's keys: "" or `folder/` */
  constructor(s3: S3, bucket: string, prefix: string, stack: string) {
    this.#s3 = s3;
    this.#bucket = bucket;
    this.#folder = `${prefix}.aws-class/${stack}/`;
    this.#locks = `${prefix}${lockFolder(stack)}/`;
  }

  get place(): string {
    return `s3://${this.#bucket}/${this.#folder}`;
  }

  async list(): Promise<readonly string[]> {
    const keys = await this.#keys(this.#folder);
    return keys.map((key) => key.slice(this.#folder.length)).sort();
  }

  read(name: string): Promise<string | undefined> {
    return this.#contentOf(this.#folder + name);
  }

  async #contentOf(Key: string): Promise<string | undefined> {
    const { Body } = await this.#s3.getObject({ Bucket: this.#bucket, Key }).catch(none);
    return Body?.transformToString();
  }

  async write(name: string, content: string): Promise<void> {
    await this.#s3.putObject({ ...this.#at(name), Body: content });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.write(to, (await this.read(from)) ?? "");
    await this.remove(from);
  }

  async remove(name: string): Promise<void> {
    await this.#s3.deleteObject(this.#at(name));
  }

  async exclusively<T>(_: Report, work: () => Promise<T>): Promise<T> {
    const mine = await this.#lock();
    try {
      return await work();
    } finally {
      // It may have been deleted by hand, and be another command's by now.
      await this.#s3.deleteObject({ ...this.#at(LOCK), IfMatch: mine }).catch(unlessReplaced);
    }
  }

  /** @returns the version of our lock @throws InUseError */
  async #lock(): Promise<string | undefined> {
    const Body = lockText();
    try {
      return (await this.#s3.putObject({ ...this.#at(LOCK), Body, IfNoneMatch: "*" })).ETag;
    } catch (error) {
      unlessReplaced(error);
    }
    const held = await this.#heldLock();
    const { holder, version: IfMatch } = held;
    try {
      // The holder was killed on this machine, so only this machine can take its lock over.
      if (held.isLeft) return (await this.#s3.putObject({ ...this.#at(LOCK), Body, IfMatch })).ETag;
    } catch (error) {
      unlessReplaced(error); // another command was faster
    }
    throw new InUseError(
      `${holder}, is working on this stack. Wait for it; if it was killed: aws s3 rm ${this.place}${LOCK}`,
    );
  }

  async #heldLock() {
    const { Body, ETag } = await this.#s3.getObject(this.#at(LOCK)).catch(none);
    const [holder = "", note = ""] = ((await Body?.transformToString()) ?? "").split("\n");
    const { data: process } = NOTE.safeParse(parsed(note));
    const isLeft = process !== undefined && hasEnded(process, Infinity);
    return { holder: holder || "another command", isLeft, version: ETag };
  }

  async pulumiLock(): Promise<string | undefined> {
    const [first] = await this.#keys(this.#locks);
    if (first === undefined) return undefined;
    const content = await this.#contentOf(first);
    return describeLock(`s3://${this.#bucket}/${first}`, content ?? "");
  }

  #keys(Prefix: string): Promise<string[]> {
    const pages = this.#s3.paginateListObjectsV2({ Bucket: this.#bucket, Prefix });
    return all(pages, ({ Contents = [] }) => Contents.flatMap(({ Key }) => Key ?? []));
  }

  #at(name: string) {
    return { Bucket: this.#bucket, Key: this.#folder + name };
  }
}

/** A lock's content: the holder for a reader, and what identifies its process, which an older version left out. */
const lockText = (): string =>
  `process ${process.pid} on ${os.hostname()}, since ${new Date().toISOString()}\n${JSON.stringify(identify(process.pid))}`;

const NOTE = z.object({ pid: z.number(), started: z.string(), place: z.string() });

function parsed(note: string): unknown {
  try {
    return JSON.parse(note);
  } catch {
    return undefined; // written by an older version
  }
}

/** @throws every error but that of an object that is not the expected one */
function unlessReplaced(error: unknown): void {
  if (!isDependency(error) && !(error instanceof Error && error.name === "NoSuchKey")) throw error;
}

/** No object, when it was deleted in the meantime. */
function none(error: unknown): Partial<GetObjectCommandOutput> {
  if (isAbsence(error)) return {};
  throw error;
}
