import type { S3 } from "@aws-sdk/client-s3";

const failure = (name: string): Error => Object.assign(new Error(name), { name });

/** A bucket in memory, as far as records and locks need one. Its lists have one key a page. */
export class FakeBucket {
  readonly #objects = new Map<string, string>();
  /** What every call is refused with. */
  refuse: string | undefined;

  get keys(): readonly string[] {
    return [...this.#objects.keys()];
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
          const content = found(Key);
          return { Body: { transformToString: () => Promise.resolve(content) } };
        }),
      putObject: ({
        Key,
        Body,
        IfNoneMatch,
      }: {
        Key: string;
        Body: string;
        IfNoneMatch?: string;
      }) =>
        answer(() => {
          if (IfNoneMatch === "*" && this.#objects.has(Key)) throw failure("PreconditionFailed");
          this.#objects.set(Key, Body);
        }),
      deleteObject: ({ Key }: { Key: string }) => answer(() => this.#objects.delete(Key)),
      paginateListObjectsV2: ({ Prefix }: { Prefix: string }) => this.#pages(Prefix, answer),
    };
    return fake as unknown as S3;
  }

  async *#pages(prefix: string, answer: <T>(give: () => T) => Promise<T>) {
    const keys = await answer(() => this.keys.filter((key) => key.startsWith(prefix)));
    yield {};
    for (const Key of keys) yield { Contents: [{ Key }] };
  }
}
