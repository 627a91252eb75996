import type { Configurations } from "./configuration.ts";
import type { EdgeCache } from "./edge-cache.ts";

/** Reads the account's invalidations. */
export type Recorded = Pick<Configurations, "invalidations" | "invalidated">;

/** Applies the account's invalidations to a cache, each once. */
export class Invalidations {
  readonly #configurations: Recorded;
  readonly #cache: EdgeCache;
  /** Applied invalidations, by distribution. */
  readonly #done = new Map<string, Set<string>>();

  constructor(configurations: Recorded, cache: EdgeCache) {
    this.#configurations = configurations;
    this.#cache = cache;
  }

  /** Applies new invalidations. @returns the total number so far */
  async apply(distribution: string): Promise<number> {
    const all = await this.#configurations.invalidations(distribution);
    // Before the first request, the cache is empty.
    const done = this.#done.get(distribution) ?? new Set(all);
    this.#done.set(distribution, done);
    for (const id of all) {
      if (done.has(id)) continue;
      const paths = await this.#configurations.invalidated(distribution, id);
      done.add(id);
      this.#cache.invalidate(distribution, paths);
    }
    return done.size;
  }

  /** The number of applied invalidations. */
  count(distribution: string): number {
    return this.#done.get(distribution)?.size ?? 0;
  }
}
