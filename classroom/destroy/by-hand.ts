import { styleText } from "node:util";
import { ExplainedError } from "../../lib/errors.ts";
import { quick, type Report } from "../../lib/progress.ts";
import type { ByHandGate } from "../gateway/by-hand-gate.ts";
import { deleteConfirmed, type Gate, mayGo } from "../gateway/gateway.ts";
import { readPrices } from "../pricing/price-table.ts";
import type { ByHand } from "../search/by-hand.ts";
import type { Leftover } from "../search/leftover.ts";
import { table } from "../search/report.ts";
import type { LockedByHand } from "../search/locked-resources.ts";
import { titleOf } from "../search/until-clean.ts";
import { lift } from "./lift-protection.ts";
import { ProtectedError, refusal } from "./protected.ts";

/** Resources made by hand block the destroy, and nobody has agreed to remove them. */
export class ByHandError extends ExplainedError {}

/**
 * Whether to remove the shown resources, too. False: they stay, and so does what contains them.
 *
 * @throws ByHandError when nothing is to be destroyed in that case
 */
export type Consent = (shown: readonly Leftover[]) => Promise<boolean>;

/** What is removed before the destroy, and the protections that are switched off for it. */
export interface Agreed {
  readonly found: readonly Leftover[];
  readonly locked: readonly LockedByHand[];
}

export interface ByHandChoice {
  /** The stack's name. */
  readonly stack: string;
  readonly consent: Consent;
  /** Whether AWS's protections are switched off. */
  readonly deleteProtected: boolean;
  /** Whether what is protected stays then, and everything else is removed. @default nothing is removed */
  readonly spareProtected?: boolean | undefined;
  readonly report: Report;
}

/**
 * Shows resources made by hand, notes those that the destroy would lose track of, and asks about those that block it.
 *
 * @throws ByHandError, and ProtectedError when one of them is locked and no lock may be lifted
 */
export async function agreedByHand(
  gate: Pick<ByHandGate, "find" | "attributed" | "locked" | "noteAttached">,
  { stack, consent, report, deleteProtected, spareProtected = false }: ByHandChoice,
): Promise<Agreed> {
  const found = await quick(report, "Looking for resources made by hand", () => gate.find());
  const shown = await quick(report, "Asking CloudTrail who made them", () =>
    gate.attributed(found),
  );
  // What is not deleted keeps its protection.
  const deletable = found.inside.filter((each) => mayGo(each) && each.remove !== undefined);
  const locked = await gate.locked(deletable, report);
  for (const line of describe(withLocks(shown, locked))) report(line);
  if (found.attached.length > 0) await gate.noteAttached(found.attached);
  const { inside } = found;
  if (inside.length === 0 || !(await consent(inside))) return { found: [], locked: [] };
  if (deleteProtected || locked.length === 0) return { found: inside, locked };
  if (!spareProtected) throw new ProtectedError(refusal({ stack }, [], locked));
  const stay = new Set(locked.map(({ resource }) => resource.found));
  return { found: inside.filter((each) => !stay.has(each)), locked: [] };
}

export interface Removal {
  readonly report: Report;
  /** Waits, in milliseconds. */
  readonly sleep: (ms: number) => Promise<unknown>;
  /** After how many searches with one result, of which nothing is being deleted, to go on. @default about five minutes */
  readonly sameLooks?: number;
}

/**
 * Removes the shown resources that were agreed to. A failure is reported, and the destroy continues: a resource of the class may
 * use them until then.
 *
 * @returns those that may be deleted later
 */
export async function removeByHand(
  { found, locked }: Agreed,
  gate: Gate,
  { report, sleep, sameLooks = 12 }: Removal,
): Promise<Agreed["found"]> {
  if (found.length === 0) return [];
  report("Removing resources made by hand");
  await gate.check();
  await lift(locked, report);
  const { stuck } = await deleteConfirmed(found, gate, {
    ...{ report, sameLooks },
    sleep: (seconds) => sleep(seconds * 1000),
  });
  for (const { leftover, reason } of stuck)
    report(`  not removed  ${titleOf(leftover)}: ${reason}`);
  const later = stuck.filter(({ leftover, passing }) => passing && mayGo(leftover));
  return found.filter((each) => later.some(({ leftover }) => isSame(leftover, each)));
}

/** Shows what blocks a stuck destroy: resources nobody has agreed to remove, or that were made in the meantime. */
export async function showObstacles(gate: Pick<ByHandGate, "find">, report: Report): Promise<void> {
  const { inside, unseen } = await gate.find();
  for (const line of describe({ inside, attached: [], unseen })) report(line);
}

/** With the locks, for a reader. */
const withLocks = (shown: ByHand, locked: readonly LockedByHand[]): ByHand => ({
  ...shown,
  inside: shown.inside.map((each) => {
    const names = locked.filter(({ resource }) => isSame(resource.found, each));
    return { ...each, why: [each.why, ...names.map(({ lock }) => `has ${lock}`)].join("; ") };
  }),
});

const isSame = (one: Leftover, other: Leftover): boolean =>
  one.id === other.id && one.kind === other.kind && one.region === other.region;

function describe({ inside, attached, unseen }: ByHand): string[] {
  const listed = (heading: string, found: readonly Leftover[]) =>
    found.length === 0
      ? []
      : [`\n${styleText("bold", heading)}\n${table(found, new Date(), readPrices())}`];
  const [first] = unseen;
  const obstacles = inside.filter(({ remove }) => remove === undefined);
  return [
    ...listed(
      "Made by hand in the class's network, groups and resources; AWS deletes those only after these:",
      inside.filter(({ remove }) => remove !== undefined),
    ),
    ...listed(
      "Not removed by this command, and AWS deletes the class's resources only after these:",
      obstacles,
    ),
    ...[...new Set(obstacles.map(({ byHand = "" }) => `  fix: ${byHand}`))],
    ...listed(
      "Made by hand and attached to the class's resources; they remain until leftovers --delete:",
      attached,
    ),
    ...(first === undefined
      ? []
      : [
          `Resources made by hand could not be searched for in ${unseen.length} places (${first.kind} in ${first.region}: ${first.reason})`,
        ]),
  ];
}
