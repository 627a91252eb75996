import type { S3 } from "@aws-sdk/client-s3";
import type { Report } from "../../lib/progress.ts";
import { BucketLock } from "./bucket-lock.ts";
import { BucketObjects, unchanged } from "./bucket-objects.ts";
import { describeLock, type EditableShelf, lockFolder } from "./shelf.ts";

/** How often a change is made again because another command was faster. */
const TRIES = 10;

/** Files in the bucket with Pulumi's state. */
export class BucketShelf implements EditableShelf {
  readonly #objects: BucketObjects;
  readonly #folder: string;
  readonly #locks: string;

  /**
   * @param prefix of the state's keys: "" or `folder/`
   * @param cliOptions with which the AWS CLI reaches the bucket
   */
  constructor(
    s3: S3,
    bucket: string,
    prefix: string,
    stack: string,
    cliOptions?: readonly string[],
  ) {
    this.#objects = new BucketObjects(s3, bucket, cliOptions);
    this.#folder = `${prefix}.aws-class/${stack}/`;
    this.#locks = `${prefix}${lockFolder(stack)}/`;
  }

  get place(): string {
    return `s3://${this.#objects.bucket}/${this.#folder}`;
  }

  async list(): Promise<readonly string[]> {
    const keys = await this.#objects.keys(this.#folder);
    return keys.map((key) => key.slice(this.#folder.length)).sort();
  }

  async read(name: string): Promise<string | undefined> {
    return (await this.#objects.read(this.#folder + name))?.content;
  }

  write(name: string, content: string): Promise<void> {
    return this.#objects.write(this.#folder + name, content);
  }

  async change(name: string, edit: (before: string | undefined) => string): Promise<void> {
    const key = this.#folder + name;
    for (let tries = 0; tries < TRIES; tries++) {
      const before = await this.#objects.read(key);
      const after = edit(before?.content);
      const answer = await this.#objects.writeIf(unchanged(before), key, after);
      if (answer === "condition unknown") await this.#objects.write(key, after);
      if (answer !== "condition not met") return;
    }
    throw new Error(`${this.place}${name} is changed by other commands all the time`);
  }

  async rename(from: string, to: string): Promise<void> {
    const content = await this.read(from);
    if (content === undefined) return; // another command was faster
    await this.write(to, content);
    await this.remove(from);
  }

  remove(name: string): Promise<void> {
    return this.#objects.remove(this.#folder + name);
  }

  exclusively<T>(report: Report, work: () => Promise<T>): Promise<T> {
    return new BucketLock(this.#objects, `${this.#folder}lock`).exclusively(report, work);
  }

  async pulumiLock(): Promise<string | undefined> {
    const [first] = await this.#objects.keys(this.#locks);
    if (first === undefined) return undefined;
    const lock = await this.#objects.read(first);
    return describeLock(`s3://${this.#objects.bucket}/${first}`, lock?.content ?? "");
  }
}
