import { setTimeout } from "node:timers/promises";
import { agreedByHand, type ByHandChoice, type Removal, removeByHand } from "../destroy/by-hand.ts";
import { isDenial } from "../freezing/frozen-logins.ts";
import { ByHandGate } from "../gateway/by-hand-gate.ts";
import { refuseLocked } from "../gateway/stack-gate.ts";
import type { Ledger } from "../record/ledger.ts";
import { type PartOfClass, StacksAsOne } from "./stacks-as-one.ts";

export interface MadeByHandOptions extends ByHandChoice {
  /** States that were just exported, by the stack's name. */
  readonly exported: ReadonlyMap<string, unknown>;
  /** Resources of the backend's other stacks. */
  readonly elsewhere: (parts: readonly PartOfClass[]) => Promise<Ledger>;
  /** @throws when the class must no longer be destroyed */
  readonly check: () => Promise<void>;
  /** Waits, in milliseconds. @default the clock */
  readonly sleep?: Removal["sleep"];
}

/**
 * Resources made by hand in the class's account, searched for once for all stacks: shown, and removed with consent.
 *
 * @param parts the class's own stack first, if it is closed, too
 * @throws ByHandError, ProtectedError
 */
export async function removeMadeByHand(
  [first, ...others]: readonly PartOfClass[],
  options: MadeByHandOptions,
): Promise<void> {
  if (first === undefined) return;
  const { exported, elsewhere, check, report, sleep = setTimeout } = options;
  const one = new StacksAsOne([first, ...others], exported);
  const gate = new ByHandGate(one, one.keeper, {
    ...{ account: first.account, students: one.students, isOurs: isDenial },
    elsewhere: () => elsewhere(one.parts),
    check: async () => {
      await refuseLocked(one.keeper, first.stack.name, report);
      await check();
    },
  });
  const agreed = await agreedByHand(gate, options);
  await removeByHand(agreed, gate, { report, sleep });
}
