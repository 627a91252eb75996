import { ExplainedError } from "../../lib/errors.ts";
import { quick, type Report } from "../../lib/progress.ts";
import { orphansDone } from "../local/orphans.ts";
import { pendingCreates } from "../pulumi/pending-creates.ts";
import { heldIn } from "../record/held-resources.ts";
import { interruptedIn } from "../record/interrupted.ts";
import { Ledger } from "../record/ledger.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import { perhapsMade } from "../search/perhaps-made.ts";
import { findLeftovers, ledgerOf, type Look, regionsOf } from "../search/find-leftovers.ts";
import type { Leftover, Unseen } from "../search/leftover.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import type { Gate } from "./gateway.ts";
import { plural } from "../console/plural.ts";

/** The stack has resources. */
export class StillUpError extends ExplainedError {}

/** Another run works on the stack. */
export class LockedError extends ExplainedError {}

/**
 * Waits for a Pulumi process that a killed command has left running on the stack.
 *
 * @throws LockedError when somebody else holds Pulumi's lock
 */
export async function refuseLocked(
  keeper: Pick<RecordKeeper, "pulumiLock">,
  stack: string,
  report: Report,
): Promise<void> {
  if ((await keeper.pulumiLock()) === undefined) return;
  await orphansDone((each) => each === stack, report);
  const lock = await keeper.pulumiLock();
  if (lock === undefined) return;
  throw new LockedError(
    `Another run is working on stack ${stack} (${lock}). Nothing more was destroyed or deleted.\n` +
      `Wait until it has ended, then run the same command again; if it was killed: npm run pulumi -- cancel --yes --stack ${stack}`,
  );
}

export interface StackGateOptions {
  readonly report: Report;
  /** The account that is searched. */
  readonly account: string | undefined;
  /** Regions in addition to the class's own. */
  readonly regions?: readonly string[];
  /** Resources of the backend's other stacks. @default none: it is the only one */
  readonly elsewhere?: () => Promise<Ledger>;
  /** What is unknown about the stack, whatever a search finds. @default nothing */
  readonly unknown?: readonly Unseen[];
  /** Its students, and the class ids of their stacks, which are searched together with it. @default none */
  readonly students?: ReadonlyMap<string, string> | undefined;
}

/** One stack, or several as one. */
export interface GateSubject extends Pick<ClassStack, "identity" | "aws"> {
  readonly stack: Pick<ClassStack["stack"], "name" | "export">;
}

/** The part of a record's keeper that a gate needs. */
export type GateKeeper = Pick<RecordKeeper, "read" | "add" | "pulumiLock">;

/** The gate to what a stack has left. */
export class StackGate implements Gate {
  readonly #open: GateSubject;
  readonly #keeper: GateKeeper;
  readonly #options: StackGateOptions;

  constructor(open: GateSubject, keeper: GateKeeper, options: StackGateOptions) {
    this.#open = open;
    this.#keeper = keeper;
    this.#options = options;
  }

  /** The current resources of the stack. */
  async present(): Promise<Ledger> {
    return heldIn(await this.#open.stack.export(), this.#open.identity.region);
  }

  async look(): Promise<Look> {
    const { identity, aws } = this.#open;
    const { report, account, regions, elsewhere, students, unknown = [] } = this.#options;
    const exported = await this.#open.stack.export();
    const present = await heldIn(exported, identity.region);
    const recorded = (await this.#keeper.read())?.ledger ?? new Ledger([]);
    const ledger = recorded.with(await interruptedIn(exported, identity.region));
    const places = regionsOf(identity, ledger.with(present), regions);
    const { id, name: className, student, environment } = identity;
    const others = elsewhere && { elsewhere: await elsewhere() };
    const whose = { id, className, student, students, environment };
    const claim = { ...whose, account, ledger, present, ...others };
    const { found, unseen } = await quick(report, `Searching ${places.join(" and ")}`, () =>
      findLeftovers({ aws, regions: places, claim }),
    );
    const pending = await perhapsMade(pendingCreates(exported), { identity, ledger, unseen });
    const up = present.held.length;
    return { found, unseen: [...unseen, ...unknown, ...pending], ...(up > 0 && { up }) };
  }

  async check(): Promise<void> {
    const { name } = this.#open.stack;
    await refuseLocked(this.#keeper, name, this.#options.report);
    const { held } = await this.present();
    if (held.length > 0) throw new StillUpError(stillUp(held.length));
  }

  remember(confirmed: readonly Leftover[]): Promise<void> {
    const { account } = this.#options;
    return this.#keeper.add({ ledger: ledgerOf(confirmed, account, new Date()) });
  }
}

export const stillUp = (count: number): string =>
  `The class is still running (${plural(count, "resource")}). Run down first.`;
