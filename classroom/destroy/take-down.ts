import { setTimeout } from "node:timers/promises";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { ByHandGate } from "../gateway/by-hand-gate.ts";
import { type GateSubject, refuseLocked, type StackGateOptions } from "../gateway/stack-gate.ts";
import { refuseUnknown, unknownPast } from "../gateway/unknown-past.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { readOnce, type StackAsRead } from "../pulumi/read-once.ts";
import { historyIn } from "../record/interrupted.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import type { Leftover, Unseen } from "../search/leftover.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import { releaseSingletons } from "../stack/singletons.ts";
import { agreedByHand, type Consent, removeByHand, showObstacles } from "./by-hand.ts";
import { destroyAll, type DestroyOptions, type Stuck } from "./destroy-all.ts";
import { endsClean } from "./ends-clean.ts";
import { liftProtection } from "./lift-protection.ts";
import { lockedResources } from "../search/locked-resources.ts";
import { ProtectedError, reasonsToStay, refusal, sparing } from "./protected.ts";
import { spare } from "./spare.ts";
import { describeStuck } from "./stuck.ts";

export interface TakeDownOptions
  extends Omit<DestroyOptions, "between" | "check">, Partial<Omit<StackGateOptions, "report">> {
  /** Whether protected resources are destroyed, too. */
  readonly deleteProtected: boolean;
  /** Whether to destroy everything else then; no protection is removed. @default false: nothing is destroyed */
  readonly spareProtected?: boolean;
  /** Decides about resources made by hand in the class's network, groups and resources. @default they stay */
  readonly consent?: Consent;
  /** Whether resources made by hand were already searched for, for several stacks together. @default false */
  readonly isByHandDone?: boolean;
  /** Called right before each attempt. @throws when the class must no longer be destroyed @default it may be */
  readonly stillWanted?: () => Promise<void>;
}

/**
 * Destroys all resources of a stack, and searches twice for what is left of the class. No other command of ours works on the
 * stack in the meantime.
 *
 * @param keeper of the record of the stack's resources, which is archived when nothing is left
 * @returns whether nothing is left; stuck resources stay in the stack's state
 * @throws ProtectedError, ByHandError, LockedError, InUseError before anything is destroyed; LockedError, PulumiError between
 * attempts
 */
export function takeDown(
  open: ClassStack,
  keeper: RecordKeeper,
  options: TakeDownOptions,
): Promise<boolean> {
  return keeper.exclusively(options.report, async () => {
    const read = await readUnlocked(open.stack, keeper, options.report);
    const unknown = await unknownPast(keeper, { ...open, stack: read });
    const { stuck, freed } = await destroyed({ ...open, read }, keeper, options, unknown);
    if (stuck.length === 0) return endsClean(open, keeper, options, { unknown, freed });
    options.report(describeStuck(open.stack.name, stuck));
    return false;
  });
}

/**
 * The same for one of several stacks: leftovers are searched for once for all of them.
 *
 * @returns what is stuck
 * @throws UnknownPastError, and as `takeDown`
 */
export function takePartDown(
  open: ClassStack,
  keeper: RecordKeeper,
  options: TakeDownOptions,
): Promise<readonly Stuck[]> {
  return keeper.exclusively(options.report, async () => {
    const read = await readUnlocked(open.stack, keeper, options.report);
    await refuseUnknown(keeper, { ...open, stack: read });
    return (await destroyed({ ...open, read }, keeper, options)).stuck;
  });
}

/** Reads a stack once no other run changes it: what it makes until then must be in the state that is read. @throws LockedError */
async function readUnlocked(
  stack: ClassStack["stack"],
  keeper: RecordKeeper,
  report: Report,
): Promise<StackAsRead> {
  await refuseLocked(keeper, stack.name, report);
  return readOnce(stack);
}

/** A stack as it was read with our lock held: none of our commands destroys it from then on. */
interface HeldStack extends ClassStack {
  readonly read: StackAsRead;
}

interface Destroyed {
  readonly stuck: readonly Stuck[];
  /** Resources made by hand that could not be removed while the class's own used them. */
  readonly freed: readonly Leftover[];
}

async function destroyed(
  open: HeldStack,
  keeper: RecordKeeper,
  options: TakeDownOptions,
  unknown: readonly Unseen[] = [],
): Promise<Destroyed> {
  const { report, verbose, display, deleteProtected, spareProtected, stillWanted } = options;
  const { isByHandDone = false } = options;
  const { sleep = setTimeout } = options;
  const { identity, stack, read } = open;
  const check = async (): Promise<void> => {
    await refuseLocked(keeper, stack.name, report);
    await stillWanted?.();
  };
  await check();
  const resources = heldResources(read.exported);
  // A record that starts now would claim that there was nothing before.
  if (unknown.length === 0)
    await keeper.add({ identity, ledger: await historyIn(read.exported, identity.region) });
  const kept = resources.filter((resource) => resource.protect);
  const locked = await lockedResources(open.aws, resources, report);
  const isSpared = kept.length + locked.length > 0 && !deleteProtected;
  if (isSpared && !spareProtected)
    throw new ProtectedError(
      refusal({ stack: stack.name, student: identity.student }, kept, locked),
    );
  const { account, elsewhere, consent = () => Promise.resolve(false) } = options;
  const gateOf = (of: GateSubject) => new ByHandGate(of, keeper, { account, elsewhere, check });
  const gate = gateOf(open);
  const agreed =
    isByHandDone || resources.length === 0
      ? { found: [], locked: [] }
      : await agreedByHand(gateOf({ ...open, stack: read }), {
          ...{ stack: stack.name, consent, report, deleteProtected, spareProtected },
        });
  await releaseSingletons(read, report);
  const spared = isSpared ? reasonsToStay(kept, locked) : new Map<string, string>();
  if (isSpared) report(sparing(stack.name, kept, locked));
  const restore = isSpared
    ? await spare(stack, locked, report)
    : await liftProtection(open, resources, locked, report);
  let stuck: Stuck[] | undefined;
  try {
    // What the class's own resources use is deleted between the attempts, after them.
    let found = await removeByHand(agreed, gate, { report, sleep });
    const between = async (): Promise<void> => {
      found = await removeByHand({ found, locked: [] }, gate, { report, sleep, sameLooks: 3 });
    };
    const how = { report, verbose, display, check, spared, between, sleep };
    stuck = await destroyAll(open, resources, how);
    if (stuck.length > 0 && !isByHandDone) await showObstacles(gate, report);
    return { stuck, freed: found };
  } finally {
    if (stuck?.length !== 0) await restore(await leftOf(stack, resources, report));
  }
}

/** What a stack still has; everything that it had where its state cannot be read, so that nothing stays without protection. */
async function leftOf(
  stack: ClassStack["stack"],
  before: readonly DeployedResource[],
  report: Report,
): Promise<readonly DeployedResource[]> {
  try {
    return heldResources(await stack.export());
  } catch (error) {
    report(`It is not known what stack ${stack.name} still has: ${errorMessage(error)}`);
    return before;
  }
}
