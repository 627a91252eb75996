import { heldResources } from "../pulumi/deployed-class.ts";
import { heldBy } from "../record/held-resources.ts";
import { Ledger } from "../record/ledger.ts";
import { type ByHand, findByHand } from "../search/by-hand.ts";
import { ledgerOf, type Look, regionsOf } from "../search/find-leftovers.ts";
import type { Leftover } from "../search/leftover.ts";
import { withMakers } from "../search/makers.ts";
import type { Gate } from "./gateway.ts";
import type { GateKeeper, GateSubject } from "./stack-gate.ts";

export interface ByHandOptions {
  /** Whose account is looked at: what is noted is of it. */
  readonly account?: string | undefined;
  /** What other stacks of the backend hold. @default nothing: it is the only one */
  readonly elsewhere?: (() => Promise<Ledger>) | undefined;
  /** Its students, and the class ids of their stacks, which are looked at together with it. @default none */
  readonly students?: ReadonlyMap<string, string> | undefined;
  /** What a command of ours has made, and takes away itself. @default nothing */
  readonly isOurs?: ((found: Leftover) => boolean) | undefined;
  /** @throws when another run holds the stack, or the class is not to be destroyed any more */
  readonly check: () => Promise<void>;
}

/** The gate to what people have made by hand inside of what a stack holds; the stack is up. */
export class ByHandGate implements Gate {
  readonly #open: GateSubject;
  readonly #keeper: Pick<GateKeeper, "add">;
  readonly #options: ByHandOptions;

  constructor(open: GateSubject, keeper: Pick<GateKeeper, "add">, options: ByHandOptions) {
    this.#open = open;
    this.#keeper = keeper;
    this.#options = options;
  }

  async find(): Promise<ByHand> {
    const { identity, aws, stack } = this.#open;
    const { elsewhere, students, isOurs } = this.#options;
    const resources = heldResources(await stack.export());
    const present = await heldBy(resources, identity.region, new Date());
    const others = elsewhere && { elsewhere: await elsewhere() };
    const { id, name: className, student, environment } = identity;
    const ledger = new Ledger([]); // what the stack does not hold now is not touched
    const claim = { id, className, student, students, environment, ledger, present, ...others };
    const regions = regionsOf(identity, present);
    const found = await findByHand({ aws, regions, claim }, resources);
    return isOurs ? { ...found, inside: found.inside.filter((each) => !isOurs(each)) } : found;
  }

  /** The same, with who has made it as far as AWS says: to be shown. */
  async attributed({ inside, attached, unseen }: ByHand): Promise<ByHand> {
    const all = await withMakers(this.#open.aws, [...inside, ...attached]);
    const [first, second] = [all.slice(0, inside.length), all.slice(inside.length)];
    return { inside: first, attached: second, unseen };
  }

  async look(): Promise<Look> {
    const { inside, unseen } = await this.find();
    return { found: inside, unseen };
  }

  check(): Promise<void> {
    return this.#options.check();
  }

  /** Parts of a resource are in no record: they go with it. */
  remember(confirmed: readonly Leftover[]): Promise<void> {
    const { account } = this.#options;
    return this.#keeper.add({ ledger: ledgerOf(confirmed, account, new Date()) });
  }

  /** Notes what stays behind, before the destroy takes away what it is attached to. */
  async noteAttached(attached: readonly Leftover[]): Promise<void> {
    const held = attached.flatMap((each) =>
      ledgerOf([each], this.#options.account, new Date()).held.map((its) => ({
        ...its,
        created: undefined, // older than the class, perhaps: it does not say when that began
        attached: each.why,
      })),
    );
    await this.#keeper.add({ ledger: new Ledger(held) });
  }
}
