import os from "node:os";
import type { S3 } from "@aws-sdk/client-s3";
import { all } from "../../aws/contract/finder.ts";
import { isAbsence, isDependency } from "../../aws/errors.ts";
import { identify } from "../../lib/processes.ts";
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
    try {
      const { Body } = await this.#s3.getObject({ Bucket: this.#bucket, Key });
      return await Body?.transformToString();
    } catch (error) {
      if (isAbsence(error)) return undefined;
      throw error;
    }
  }

  async write(name: string, content: string): Promise<void> {
    await this.#s3.putObject({ ...this.#at(name), Body: content });
  }

  async rename(from: string, to: string): Promise<void> {
    await this.write(to, (await this.read(from)) ?? "");
    await this.#s3.deleteObject(this.#at(from));
  }

  async exclusively<T>(report: Report, work: () => Promise<T>, isTakeover = false): Promise<T> {
    const mine = `process ${process.pid} on ${os.hostname()}, since ${new Date().toISOString()}`;
    try {
      await this.#s3.putObject({ ...this.#at(LOCK), Body: mine, IfNoneMatch: "*" });
    } catch (error) {
      if (!isDependency(error)) throw error;
      const holder = (await this.read(LOCK)) ?? "another command";
      // The holder was killed on this machine, so only this machine can remove its lock.
      if (!isTakeover && isOfDead(holder)) {
        await this.#s3.deleteObject(this.#at(LOCK));
        return this.exclusively(report, work, true);
      }
      throw new InUseError(
        `${holder}, is working on this stack. Wait for it; if it was killed: aws s3 rm ${this.place}${LOCK}`,
      );
    }
    try {
      return await work();
    } finally {
      await this.#s3.deleteObject(this.#at(LOCK));
    }
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

/** Whether the process in a lock ran on this machine, and has ended. */
function isOfDead(holder: string): boolean {
  const [, pid, host] = /^process (\d+) on (\S+), since /.exec(holder) ?? [];
  return host === os.hostname() && identify(Number(pid)) === undefined;
}
