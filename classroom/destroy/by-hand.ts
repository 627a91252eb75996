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

/** Things made by hand stand in the way, and nobody has agreed to remove them. */
export class ByHandError extends ExplainedError {}

/**
 * Whether what was shown is removed, too. False: it stays, and so does what it is in.
 *
 * @throws ByHandError when nothing is to be destroyed then
 */
export type Consent = (shown: readonly Leftover[]) => Promise<boolean>;

/**
 * Shows what people have made by hand, notes what the destroy would lose sight of, and asks about what it cannot go past.
 *
 * @returns what is to be removed before the destroy
 * @throws ByHandError
 */
export async function agreedByHand(
  gate: Pick<ByHandGate, "find" | "attributed" | "noteAttached">,
  consent: Consent,
  report: Report,
): Promise<readonly Leftover[]> {
  const found = await quick(report, "Looking for what was made by hand", () => gate.find());
  const shown = await quick(report, "Asking CloudTrail who made it", () => gate.attributed(found));
  for (const line of describe(shown)) report(line);
  if (found.attached.length > 0) await gate.noteAttached(found.attached);
  const { inside } = found;
  return inside.length > 0 && (await consent(inside)) ? inside : [];
}

/** Removes what was shown and agreed to; what cannot be removed is said, and the destroy goes on. */
export async function removeByHand(
  agreed: readonly Leftover[],
  gate: Gate,
  { report, sleep }: { readonly report: Report; readonly sleep: (ms: number) => Promise<unknown> },
): Promise<void> {
  if (agreed.length === 0) return;
  report("Removing what was made by hand");
  const { stuck } = await deleteConfirmed(agreed, gate, {
    report,
    sleep: (seconds) => sleep(seconds * 1000),
  });
  for (const { leftover, reason } of stuck)
    report(`  could not be removed  ${titleOf(leftover)}: ${reason}`);
}

/** Shows what stands in the way of a destroy that is stuck: what nobody has agreed to remove, or was made meanwhile. */
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
      "Made by hand inside of the class's own network, groups and resources, which AWS does not delete before:",
      inside,
    ),
    ...listed(
      "Made by hand, and attached to the class's resources: it stays behind, until leftovers --delete:",
      attached,
    ),
    ...(first === undefined
      ? []
      : [
          `What was made by hand could not be searched in ${unseen.length} places (${first.kind} in ${first.region}: ${first.reason})`,
        ]),
  ];
}
