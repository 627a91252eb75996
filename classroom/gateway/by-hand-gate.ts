import type { Report } from "../../lib/progress.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { heldBy } from "../record/held-resources.ts";
import { Ledger } from "../record/ledger.ts";
import { type ByHand, findByHand } from "../search/by-hand.ts";
import { ledgerOf, type Look, regionsOf } from "../search/find-leftovers.ts";
import type { Leftover } from "../search/leftover.ts";
import { type LockedByHand, lockedByHand } from "../search/locked-resources.ts";
import { withMakers } from "../search/trail/makers.ts";
import type { Gate } from "./gateway.ts";
import type { GateKeeper, GateSubject } from "./stack-gate.ts";

export interface ByHandOptions {
  /** The account that is searched, and that notes are about. */
  readonly account?: string | undefined;
  /** Resources of the backend's other stacks. @default none: it is the only one */
  readonly elsewhere?: (() => Promise<Ledger>) | undefined;
  /** Its students, and the class ids of their stacks, which are searched together with it. @default none */
  readonly students?: ReadonlyMap<string, string> | undefined;
  /** Resources that our own command has created, and deletes itself. @default none */
  readonly isOurs?: ((found: Leftover) => boolean) | undefined;
  /** @throws when another run holds the stack, or the class must no longer be destroyed */
  readonly check: () => Promise<void>;
}

/** The gate to resources made by hand inside the resources of a stack, while the stack is up. */
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
    const ledger = new Ledger([]); // resources no longer in the stack are not touched
    const claim = { id, className, student, students, environment, ledger, present, ...others };
    const regions = regionsOf(identity, present);
    const found = await findByHand({ aws, regions, claim }, resources);
    return isOurs ? { ...found, inside: found.inside.filter((each) => !isOurs(each)) } : found;
  }

  /** The same, with the creator if AWS reports one: for display. */
  async attributed({ inside, attached, unseen }: ByHand): Promise<ByHand> {
    const all = await withMakers(this.#open.aws, [...inside, ...attached]);
    const [first, second] = [all.slice(0, inside.length), all.slice(inside.length)];
    return { inside: first, attached: second, unseen };
  }

  /** Those that AWS does not delete before a protection is switched off. */
  locked(found: readonly Leftover[], report: Report): Promise<readonly LockedByHand[]> {
    return lockedByHand(this.#open.aws, found, report);
  }

  async look(): Promise<Look> {
    const { inside, unseen } = await this.find();
    return { found: inside, unseen };
  }

  check(): Promise<void> {
    return this.#options.check();
  }

  /**
   * Parts of a resource are in no record: they are deleted with it. Neither is what only blocks the destroy: it may be
   * others', and the record would make it the class's.
   */
  remember(confirmed: readonly Leftover[]): Promise<void> {
    const deletable = confirmed.filter(({ remove }) => remove !== undefined);
    const ledger = ledgerOf(deletable, this.#options.account, new Date());
    return this.#keeper.add({ ledger });
  }

  /** Notes resources that will stay, before the destroy deletes what they are attached to. */
  async noteAttached(attached: readonly Leftover[]): Promise<void> {
    const held = attached.flatMap((each) =>
      ledgerOf([each], this.#options.account, new Date()).held.map((its) => ({
        ...its,
        created: undefined, // it may be older than the class, whose start is unknown
        attached: each.why,
      })),
    );
    await this.#keeper.add({ ledger: new Ledger(held) });
  }
}
