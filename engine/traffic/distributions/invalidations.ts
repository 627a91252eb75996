import type { Configurations } from "./configuration.ts";
import type { EdgeCache } from "./edge-cache.ts";

/** Where they are recorded. */
export type Recorded = Pick<Configurations, "invalidations" | "invalidated">;

/** Makes a cache forget what the account's invalidations name, each once. */
export class Invalidations {
  readonly #configurations: Recorded;
  readonly #cache: EdgeCache;
  /** Those that are done, by distribution. */
  readonly #done = new Map<string, Set<string>>();

  constructor(configurations: Recorded, cache: EdgeCache) {
    this.#configurations = configurations;
    this.#cache = cache;
  }

  /** Carries out those that are new. @returns how many there have been */
  async apply(distribution: string): Promise<number> {
    const all = await this.#configurations.invalidations(distribution);
    // Before the first request nothing is kept.
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

  /** How many have been carried out. */
  count(distribution: string): number {
    return this.#done.get(distribution)?.size ?? 0;
  }
}
