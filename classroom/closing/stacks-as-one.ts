import pMap from "p-map";
import type { GateKeeper, GateSubject } from "../gateway/stack-gate.ts";
import { writtenAt } from "../pulumi/pending-creates.ts";
import { isHeldByDead } from "../pulumi/process/noted-processes.ts";
import { Ledger } from "../record/ledger.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import { together } from "../record/stack-record.ts";
import type { ClassStack } from "../stack/open-stack.ts";

/** A stack of a class: its own, or a student's. */
export interface PartOfClass extends ClassStack {
  readonly keeper: RecordKeeper;
  /** The account that it was proven to be in; undefined on this machine. */
  readonly account: string | undefined;
  /** Its state when it was opened. @default it is exported */
  readonly exported?: unknown;
}

/** Several stacks of a class in one account, treated as one for a common search. */
export class StacksAsOne implements GateSubject {
  readonly parts: readonly [PartOfClass, ...PartOfClass[]];
  /** Stacks known to be empty, which are not read again. */
  readonly #empty = new Set<string>();

  /** States that have just been exported; each is used once. */
  readonly #fresh: Map<string, unknown>;

  /**
   * @param parts the class's own first, if included
   * @param exported their states as just exported, by name @default each look exports them again
   */
  constructor(
    parts: readonly [PartOfClass, ...PartOfClass[]],
    exported: ReadonlyMap<string, unknown> = new Map(),
  ) {
    this.parts = parts;
    this.#fresh = new Map(exported);
  }

  get identity(): ClassStack["identity"] {
    return this.parts[0].identity;
  }

  get aws(): ClassStack["aws"] {
    return this.parts[0].aws;
  }

  get account(): string | undefined {
    return this.parts[0].account;
  }

  /** The students of all stacks but the first, by the class ids of their stacks. */
  get students(): ReadonlyMap<string, string> {
    const known = this.parts
      .slice(1)
      .flatMap(({ identity: { student, id } }) =>
        student === undefined || id === undefined ? [] : [[student, id] as const],
      );
    return new Map(known);
  }

  /** Marks a stack as empty from now on. */
  emptied(stack: string): void {
    this.#empty.add(stack);
  }

  readonly stack: GateSubject["stack"] = {
    name: "",
    export: async () => {
      const asked = this.parts.filter(({ stack: { name } }) => !this.#empty.has(name));
      const all = await pMap(asked, ({ stack }) => this.#exported(stack), { concurrency: AT_ONCE });
      const emptied = this.parts.filter(({ stack: { name } }) => this.#empty.has(name));
      // Another run may have brought one up again.
      const again = await pMap(
        emptied.filter(({ exported }) => exported === undefined),
        ({ stack }) => stack.export(),
        { concurrency: AT_ONCE },
      );
      const asOpened = emptied.flatMap(({ exported }) => exported ?? []);
      // The state of an emptied stack still lists what was being created when the run was killed.
      const killed = [...all, ...again, ...asOpened].filter((each) => pendingIn(each).length > 0);
      const time = killed
        .flatMap((each) => writtenAt(each) ?? [])
        .sort(byTime)
        .at(-1);
      return {
        deployment: {
          manifest: { time },
          resources: [...all, ...again].flatMap(resourcesIn),
          pending_operations: killed.flatMap(pendingIn),
        },
      };
    },
  };

  #exported(stack: PartOfClass["stack"]): Promise<unknown> {
    const fresh = this.#fresh.get(stack.name);
    this.#fresh.delete(stack.name);
    return fresh === undefined ? stack.export() : Promise.resolve(fresh);
  }

  /** The records of all stacks; new entries go into the first one's. */
  readonly keeper: GateKeeper = {
    read: async () => {
      let all = await this.parts[0].keeper.read();
      for (const { keeper } of this.parts.slice(1)) {
        const its = await keeper.read();
        if (its) all = all === undefined ? its : { ...together(all, its), identity: all.identity };
      }
      return all ?? { ledger: new Ledger([]) };
    },
    add: (record) => this.parts[0].keeper.add(record),
    pulumiLock: async () => {
      const locks = await pMap(this.parts, ({ keeper }) => keeper.pulumiLock(), {
        concurrency: AT_ONCE,
      });
      // The locks of killed runs of this machine are removed when their stack is destroyed.
      return locks.find((lock) => lock !== undefined && !isHeldByDead(lock));
    },
  };
}

/** How many states are read at the same time. */
const AT_ONCE = 4;

const byTime = (one: string, other: string): number => Date.parse(one) - Date.parse(other);

const resourcesIn = (exported: unknown): unknown[] =>
  (exported as { deployment?: { resources?: unknown[] } }).deployment?.resources ?? [];

const pendingIn = (exported: unknown): unknown[] =>
  (exported as { deployment?: { pending_operations?: unknown[] | null } }).deployment
    ?.pending_operations ?? [];
