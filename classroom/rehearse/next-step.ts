import { type Journal, labsUp } from "./journal.ts";

/** The next step of a rehearsal. */
export type Step =
  | { readonly kind: "up"; readonly lab: string }
  | { readonly kind: "check" }
  | { readonly kind: "break"; readonly lab: string }
  | { readonly kind: "repair" }
  | { readonly kind: "down" };

/**
 * The step after those in the journal; undefined when the rehearsal has ended.
 *
 * @param breakable labs that have a fault
 */
export function nextStep(journal: Journal, breakable: readonly string[]): Step | undefined {
  if (journal.down?.isClean) return undefined;
  if (journal.ending !== undefined) return { kind: "down" };
  const tried = new Set(
    journal.arrivals.flatMap(({ lab, outcome }) => (outcome === undefined ? [] : [lab])),
  );
  const lab = journal.labs.find((id) => !tried.has(id));
  if (lab !== undefined) return { kind: "up", lab };
  if (labsUp(journal).length === 0) return { kind: "down" };
  if (journal.checked === undefined) return { kind: "check" };
  const broken = toBreak(journal, breakable).find((id) => !isJudged(journal, id));
  if (broken !== undefined) return { kind: "break", lab: broken };
  if (journal.faults.length > 0 && journal.repaired === undefined) return { kind: "repair" };
  return { kind: "down" };
}

/** Labs to break on purpose: only those without a failing check, which would make the result unclear. */
function toBreak(journal: Journal, breakable: readonly string[]): string[] {
  const failing = new Set(
    journal.checked?.flatMap(({ lab, outcome }) => (outcome === "fail" ? [lab] : [])),
  );
  return labsUp(journal).filter((id) => breakable.includes(id) && !failing.has(id));
}

const isJudged = ({ faults }: Journal, id: string): boolean =>
  faults.some(({ lab, found }) => lab === id && found !== undefined);

/** The title of a step for users. */
export function titleOf(step: Step): string {
  switch (step.kind) {
    case "up":
      return `Bringing up ${step.lab}`;
    case "check":
      return "Checking every lab";
    case "break":
      return `Breaking ${step.lab}`;
    case "repair":
      return "Repairing what was broken";
    case "down":
      return "Destroying everything";
  }
}
