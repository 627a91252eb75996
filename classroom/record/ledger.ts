import { z } from "zod";

const MOMENT = z.iso.datetime({ offset: true });

export const HELD = z.object({
  /** Pulumi's type. */
  type: z.string(),
  /** Where it is or was. */
  region: z.string(),
  /** What it is called, in any way: Pulumi's id, its ARN, its name. */
  ids: z.array(z.string()).readonly(),
  /** Whose account. Left out by an older version. */
  account: z.string().optional(),
  /** When it was made, as Pulumi's state says it. */
  created: MOMENT.optional(),
  /** When it was last seen in the stack. */
  seen: MOMENT.optional(),
  /** What it was attached to, where nothing else makes it the class's: somebody else may need it. */
  attached: z.string().optional(),
});

/** A resource that a stack has held. */
export type Held = Readonly<z.output<typeof HELD>>;

/** Which resources a stack holds, or has held: what is left of them is known by it, with tags or without. */
export class Ledger {
  readonly held: readonly Held[];
  readonly #byId: ReadonlyMap<string, readonly Held[]>;

  constructor(held: readonly Held[]) {
    this.held = held;
    this.#byId = new Map(
      [...Map.groupBy(named(held), ({ id }) => id)].map(([id, its]) => [
        id,
        its.map(({ each }) => each),
      ]),
    );
  }

  /** What was called so, of a type, in a region. @param region left out where names are the world's */
  find(type: string, id: string, region?: string): readonly Held[] {
    const called = this.#byId.get(id) ?? [];
    return called.filter(
      (each) => each.type === type && (region === undefined || each.region === region),
    );
  }

  /** What has this id, of any type: for ids that AWS gives once, such as `vol-0a1b2c3d`. */
  known(id: string): readonly Held[] {
    return this.#byId.get(id) ?? [];
  }

  /** Both together; of the same resource, when it was first made and last seen. */
  with(other: Ledger): Ledger {
    const all = new Map<string, Held>();
    for (const each of [...this.held, ...other.held]) {
      const key = JSON.stringify([each.type, each.region, each.ids, each.account, each.created]);
      const before = all.get(key);
      const seen = latest(before?.seen, each.seen);
      all.set(key, { ...each, ...(seen !== undefined && { seen }) });
    }
    return new Ledger([...all.values()]);
  }
}

const named = (held: readonly Held[]) =>
  held.flatMap((each) => each.ids.map((id) => ({ id, each })));

const latest = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && Date.parse(b) > Date.parse(a)) ? b : a;
