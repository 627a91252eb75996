import { z } from "zod";

const MOMENT = z.iso.datetime({ offset: true });

export const HELD = z.object({
  /** Pulumi's type. */
  type: z.string(),
  /** Where it is or was. */
  region: z.string(),
  /** Everything that identifies it: Pulumi's id, its ARN, its name. */
  ids: z.array(z.string()).readonly(),
  /** Its account. Left out by an older version. */
  account: z.string().optional(),
  /** Creation time, according to Pulumi's state. */
  created: MOMENT.optional(),
  /** When it was last seen in the stack. */
  seen: MOMENT.optional(),
  /** What it was attached to, if only that makes it the class's: somebody else may need it. */
  attached: z.string().optional(),
  /** Whether only somebody's yes makes it the class's, because tags or a name led to it: it proves nothing about others. */
  confirmed: z.boolean().optional(),
  /**
   * Set when a run was killed while it created the resource, which may therefore exist without tags: whether Pulumi made its name
   * up, or the settings contain it. `created` and `seen` are then both when it was first seen, soon after that.
   */
  interrupted: z.enum(["random name", "chosen name"]).optional(),
});

/** A resource that a stack has, or had. */
export type Held = Readonly<z.output<typeof HELD>>;

/** The current and former resources of a stack: they identify what is left over, with or without tags. */
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

  /** Resources of a type with this name, in a region. @param region left out for globally unique names */
  find(type: string, id: string, region?: string): readonly Held[] {
    const called = this.#byId.get(id) ?? [];
    return called.filter(
      (each) => each.type === type && (region === undefined || each.region === region),
    );
  }

  /** Resources of any type with this id, for ids that AWS never reuses, such as `vol-0a1b2c3d`. */
  known(id: string): readonly Held[] {
    return this.#byId.get(id) ?? [];
  }

  /**
   * Combines both; a resource in both keeps its last sighting, and its account, if only one of them knows it. An interrupted
   * creation keeps its first sighting: its name can be reused from then on.
   */
  with(other: Ledger): Ledger {
    const all = new Map<string, Held>();
    for (const each of [...this.held, ...other.held]) {
      if (each.interrupted !== undefined) {
        const key = JSON.stringify([each.interrupted, each.type, each.ids]);
        all.set(key, earlier(all.get(key), each));
        continue;
      }
      const key = JSON.stringify([withoutAccount(each), each.account]);
      const before = all.get(key);
      const seen = latest(before?.seen, each.seen);
      all.set(key, { ...each, ...(seen !== undefined && { seen }) });
    }
    const known = new Set(
      [...all.values()].filter(({ account }) => account !== undefined).map(withoutAccount),
    );
    return new Ledger(
      [...all.values()].filter(
        (each) => each.account !== undefined || !known.has(withoutAccount(each)),
      ),
    );
  }
}

const withoutAccount = ({ type, region, ids, created, confirmed }: Held): string =>
  JSON.stringify([type, region, ids, created, confirmed]);

const named = (held: readonly Held[]) =>
  held.flatMap((each) => each.ids.map((id) => ({ id, each })));

/** The one that was seen first. */
const earlier = (one: Held | undefined, other: Held): Held =>
  one !== undefined && latest(one.seen, other.seen) === other.seen ? one : other;

const latest = (a: string | undefined, b: string | undefined): string | undefined =>
  a === undefined || (b !== undefined && Date.parse(b) > Date.parse(a)) ? b : a;
