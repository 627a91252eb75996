import { createHash } from "node:crypto";
import type { S3 } from "@aws-sdk/client-s3";

const failure = (name: string): Error => Object.assign(new Error(name), { name });

interface Condition {
  readonly IfNoneMatch?: string;
  readonly IfMatch?: string | undefined;
}

const etag = (content: string): string => `"${createHash("md5").update(content).digest("hex")}"`;

/** A bucket in memory, as far as records and locks need one. Its lists have one key a page. */
export class FakeBucket {
  readonly #objects = new Map<string, string>();
  /** What every call is refused with. */
  refuse: string | undefined;
  /** What it does with conditional requests. @default as S3 does */
  conditions: "kept" | "ignored" | "refused" = "kept";
  /** Called before each object is written. */
  onWrite: (key: string, content: string) => void = () => undefined;
  /** Called before each object is read or deleted, and before a list; refuses the request by throwing. */
  onCall: (call: "read" | "delete" | "list", key: string) => void = () => undefined;

  get keys(): readonly string[] {
    return [...this.#objects.keys()];
  }

  get(key: string): string | undefined {
    return this.#objects.get(key);
  }

  delete(key: string): void {
    this.#objects.delete(key);
  }

  put(key: string, content: string): void {
    this.#objects.set(key, content);
  }

  get s3(): S3 {
    const answer = <T>(give: () => T): Promise<T> =>
      this.refuse === undefined
        ? Promise.resolve().then(give)
        : Promise.reject(failure(this.refuse));
    const found = (key: string): string => {
      const content = this.#objects.get(key);
      if (content === undefined) throw failure("NoSuchKey");
      return content;
    };
    const fake = {
      getObject: ({ Key }: { Key: string }) =>
        answer(() => {
          this.onCall("read", Key);
          const content = found(Key);
          return {
            ETag: etag(content),
            Body: { transformToString: () => Promise.resolve(content) },
          };
        }),
      putObject: ({ Key, Body, ...condition }: { Key: string; Body: string } & Condition) =>
        answer(() => {
          this.onWrite(Key, Body);
          this.#meets(Key, condition);
          this.#objects.set(Key, Body);
          return { ETag: etag(Body) };
        }),
      deleteObject: ({ Key, ...condition }: { Key: string } & Condition) =>
        answer(() => {
          this.onCall("delete", Key);
          this.#meets(Key, condition);
          this.#objects.delete(Key);
        }),
      paginateListObjectsV2: ({ Prefix }: { Prefix: string }) => this.#pages(Prefix, answer),
    };
    return fake as unknown as S3;
  }

  /** @throws as S3 does when an object is not as the caller expects it */
  #meets(key: string, { IfNoneMatch, IfMatch }: Condition): void {
    if (this.conditions === "ignored") return;
    if (this.conditions === "refused" && (IfNoneMatch ?? IfMatch) !== undefined)
      throw failure("NotImplemented");
    const content = this.#objects.get(key);
    const isOther = IfMatch !== undefined && (content === undefined || etag(content) !== IfMatch);
    if (isOther || (IfNoneMatch === "*" && content !== undefined))
      throw failure("PreconditionFailed");
  }

  async *#pages(prefix: string, answer: <T>(give: () => T) => Promise<T>) {
    const keys = await answer(() => {
      this.onCall("list", prefix);
      return this.keys.filter((key) => key.startsWith(prefix));
    });
    yield {};
    for (const Key of keys) yield { Contents: [{ Key }] };
  }
}
