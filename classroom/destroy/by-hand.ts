import { styleText } from "node:util";
import { ExplainedError } from "../../lib/errors.ts";
import { quick, type Report } from "../../lib/progress.ts";
import type { ByHandGate } from "../gateway/by-hand-gate.ts";
import { deleteConfirmed, type Gate } from "../gateway/gateway.ts";
import { readPrices } from "../pricing/price-table.ts";
import type { ByHand } from "../search/by-hand.ts";
import type { Leftover } from "../search/leftover.ts";
import { table } from "../search/report.ts";
import { titleOf } from "../search/until-clean.ts";

/** Resources made by hand block the destroy, and nobody has agreed to remove them. */
export class ByHandError extends ExplainedError {}

/**
 * Whether to remove the shown resources, too. False: they stay, and so does what contains them.
 *
 * @throws ByHandError when nothing is to be destroyed in that case
 */
export type Consent = (shown: readonly Leftover[]) => Promise<boolean>;

/**
 * Shows resources made by hand, notes those that the destroy would lose track of, and asks about those that block it.
 *
 * @returns what to remove before the destroy
 * @throws ByHandError
 */
export async function agreedByHand(
  gate: Pick<ByHandGate, "find" | "attributed" | "noteAttached">,
  consent: Consent,
  report: Report,
): Promise<readonly Leftover[]> {
  const found = await quick(report, "Looking for resources made by hand", () => gate.find());
  const shown = await quick(report, "Asking CloudTrail who made them", () =>
    gate.attributed(found),
  );
  for (const line of describe(shown)) report(line);
  if (found.attached.length > 0) await gate.noteAttached(found.attached);
  const { inside } = found;
  return inside.length > 0 && (await consent(inside)) ? inside : [];
}

/** Removes the shown resources that were agreed to. A failure is reported, and the destroy continues. */
export async function removeByHand(
  agreed: readonly Leftover[],
  gate: Gate,
  { report, sleep }: { readonly report: Report; readonly sleep: (ms: number) => Promise<unknown> },
): Promise<void> {
  if (agreed.length === 0) return;
  report("Removing resources made by hand");
  const { stuck } = await deleteConfirmed(agreed, gate, {
    report,
    sleep: (seconds) => sleep(seconds * 1000),
  });
  for (const { leftover, reason } of stuck)
    report(`  not removed  ${titleOf(leftover)}: ${reason}`);
}

/** Shows what blocks a stuck destroy: resources nobody has agreed to remove, or that were made in the meantime. */
export async function showObstacles(gate: Pick<ByHandGate, "find">, report: Report): Promise<void> {
  const { inside, unseen } = await gate.find();
  for (const line of describe({ inside, attached: [], unseen })) report(line);
}

function describe({ inside, attached, unseen }: ByHand): string[] {
  const listed = (heading: string, found: readonly Leftover[]) =>
    found.length === 0
      ? []
      : [`\n${styleText("bold", heading)}\n${table(found, new Date(), readPrices())}`];
  const [first] = unseen;
  return [
    ...listed(
      "Made by hand in the class's network, groups and resources; AWS deletes those only after these:",
      inside,
    ),
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
