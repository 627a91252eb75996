import { hasBooted } from "../boot/outcome.ts";
import type { ServerId } from "./connection.ts";
import type { Seen } from "./records.ts";

/** After this time, a server that could not boot is tried again. */
const RETRY_MS = 30_000;

/** The last known state of a server; `since` in milliseconds of this process's clock. */
interface LastSeen {
  readonly seen: Seen;
  readonly since: number;
}

/** What happens to servers: to each one thing after the other. */
export class Histories {
  /** By region, and id. */
  readonly #known = new Map<string, Map<string, Promise<LastSeen>>>();

  /**
   * The next thing that happens to a server, after all others.
   *
   * @param change gets its state; undefined when that is not known, or no longer valid
   */
  async next(
    { instanceId, region }: ServerId,
    change: (known: Seen | undefined) => Promise<Seen>,
  ): Promise<Seen> {
    const all = this.#known.get(region) ?? new Map<string, Promise<LastSeen>>();
    this.#known.set(region, all);
    const before = all.get(instanceId)?.catch(() => undefined) ?? Promise.resolve(undefined);
    const now = before.then(async (known) => {
      const seen = await change(lasting(known));
      return known?.seen === seen ? known : { seen, since: performance.now() };
    });
    all.set(instanceId, now);
    try {
      return (await now).seen;
    } catch (error) {
      // The emulated AWS did not answer, or a bundle is none; what comes next begins with what is written down.
      if (all.get(instanceId) === now) all.delete(instanceId);
      throw error;
    }
  }

  /** Forgets a region's servers that no longer exist. */
  keepOnly(region: string, existing: Pick<ReadonlySet<string>, "has">): void {
    const known = this.#known.get(region);
    for (const instanceId of known?.keys() ?? [])
      if (!existing.has(instanceId)) known?.delete(instanceId);
  }
}

/** The part of a server's known state that is still valid. */
function lasting(known: LastSeen | undefined): Seen | undefined {
  if (known === undefined) return undefined;
  const { seen, since } = known;
  return hasBooted(seen.boot) || performance.now() - since < RETRY_MS ? seen : undefined;
}
