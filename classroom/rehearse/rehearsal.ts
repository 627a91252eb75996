import { isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import { errorMessage } from "../../lib/errors.ts";
import { type Interrupts, InterruptedError } from "../../lib/interrupts.ts";
import { poll } from "../../lib/poll.ts";
import type { Report } from "../../lib/progress.ts";
import { PulumiError } from "../pulumi/pulumi-error.ts";
import { type Budget, within } from "./budget.ts";
import { type Journal, labsUp } from "./journal.ts";
import { nextStep, type Step, titleOf } from "./next-step.ts";
import type { KnownFault, Stage } from "./stage.ts";

export interface RehearsalOptions {
  /** By lab id. */
  readonly faults: ReadonlyMap<string, KnownFault>;
  readonly interrupts: Pick<Interrupts, "count" | "during" | "raise">;
  /** Whether the budget is reached; also called during a step. */
  readonly isOverBudget: (journal: Journal) => boolean;
  /** Saves the journal. */
  readonly save: (journal: Journal) => void;
  readonly report: Report;
  /** Interval of looking for a fault, in milliseconds. @default 10 seconds */
  readonly pauseMs?: number;
  /** Interval of checking the cost during a step, in milliseconds. @default 10 seconds */
  readonly budgetMs?: number;
}

/**
 * Runs the remaining steps of a rehearsal. In any case it ends with the step that destroys everything.
 *
 * @returns the journal at its end
 * @throws the error of that step: the class may still be up then, and the journal says so
 */
export async function rehearsal(
  stage: Stage,
  start: Journal,
  options: RehearsalOptions,
): Promise<Journal> {
  const { faults, report } = options;
  let journal = start;
  const keep = (change: Partial<Journal>): void => {
    journal = { ...journal, ...change };
    options.save(journal);
  };
  const budget: Budget = {
    isReached: () => options.isOverBudget(journal),
    stop() {
      report(`${REASONS.budget}: stopping this step, which may take some minutes`);
      options.interrupts.raise();
    },
    ...(options.budgetMs !== undefined && { everyMs: options.budgetMs }),
  };
  for (;;) {
    const step = nextStep(journal, [...faults.keys()]);
    if (step === undefined) return journal;
    report(`\n${titleOf(step)}`);
    if (step.kind === "down") {
      keep(await down(stage));
      if (!journal.down?.isClean) return journal;
      continue;
    }
    const reason = reasonToEnd(journal, options);
    if (reason !== undefined) {
      report(`${REASONS[reason]}: destroying everything`);
      keep({ ending: reason });
      continue;
    }
    try {
      await within(budget, () => take(step));
    } catch (error) {
      // Without credentials, nothing can be destroyed either: it resumes here once they work.
      if (isCredentialsError(error)) throw error;
      const isStopped = options.interrupts.count > 0 || error instanceof InterruptedError;
      if (!isStopped) report(errorMessage(error));
      keep({ ending: isStopped ? (reasonToEnd(journal, options) ?? "interrupted") : "error" });
    }
  }

  async function take(step: Exclude<Step, { kind: "down" }>): Promise<void> {
    const on = labsUp(journal);
    const { interrupts } = options;
    switch (step.kind) {
      case "up":
        return arriving(step.lab, on);
      case "check":
        keep({ checked: withoutWords(await interrupts.during(stage.check(on))) });
        return;
      case "break":
        return breaking(step.lab, on);
      case "repair": {
        await stage.repair(on);
        const labs = [...new Set(journal.faults.map(({ lab }) => lab))];
        const results = await interrupts.during(stage.check(on));
        keep({ repaired: withoutWords(results.filter(({ lab }) => labs.includes(lab))) });
      }
    }
  }

  async function arriving(lab: string, on: readonly string[]): Promise<void> {
    const others = journal.arrivals.filter((each) => each.lab !== lab);
    // It costs from the first attempt on, also when a run was killed.
    const first = journal.arrivals.find((each) => each.lab === lab);
    const startedAt = first?.startedAt ?? new Date().toISOString();
    const began = performance.now();
    const note = (outcome?: Arrival): void => {
      const arrival = { lab, startedAt, seconds: secondsSince(began) };
      keep({ arrivals: [...others, { ...arrival, ...(outcome && { outcome }) }] });
    };
    note();
    try {
      await stage.up([...on, lab]);
      note("up");
    } catch (error) {
      if (isCredentialsError(error)) throw error;
      const outcome = arrivalOf(error, options);
      note(outcome);
      const isOfPulumi = error instanceof PulumiError && error.code !== undefined;
      if (outcome === "interrupted" || !(isOfPulumi || outcome === "skipped")) throw error;
      report(errorMessage(error));
      if (outcome === "skipped") return;
      report(`${lab} has failed: it is destroyed, and the rehearsal goes on with the other labs`);
      await stage.up(on);
    }
  }

  /** A fault that a killed run has started may exist already, and cannot be made twice. */
  async function breaking(lab: string, on: readonly string[]): Promise<void> {
    const fault = faults.get(lab);
    if (fault === undefined) throw new Error(`${lab} has no fault`);
    const others = journal.faults.filter((each) => each.lab !== lab);
    const isBegun = others.length < journal.faults.length;
    const { does } = fault;
    keep({ faults: [...others, { lab, does }] });
    if (!isBegun || (await outcomeOf(fault, lab, on)) !== "fail") await stage.break(lab, on);
    const found = await finding(fault, lab, on);
    report(`${lab}: ${FOUND[found]} by: ${fault.foundBy}`);
    keep({ faults: [...others, { lab, does, found }] });
  }

  async function outcomeOf({ foundBy }: KnownFault, lab: string, on: readonly string[]) {
    const results = await options.interrupts.during(stage.look(lab, on));
    return results.find(({ check }) => check === foundBy)?.outcome;
  }

  /** Repeats the check until it fails: AWS shows some changes late. */
  async function finding(fault: KnownFault, lab: string, on: readonly string[]) {
    let last: Awaited<ReturnType<typeof outcomeOf>>;
    await poll(
      async () => {
        last = await outcomeOf(fault, lab, on);
        return last === "fail" ? last : undefined;
      },
      { limitMs: stage.settleSeconds * 1000, pauseMs: options.pauseMs ?? 10_000 },
    );
    return last === "fail" ? "yes" : last === "pass" ? "no" : "inconclusive";
  }
}

type Arrival = NonNullable<Journal["arrivals"][number]["outcome"]>;

function arrivalOf(error: unknown, { interrupts }: RehearsalOptions): Arrival {
  if (interrupts.count > 0) return "interrupted";
  return error instanceof ConfigError ? "skipped" : "failed";
}

const FOUND = { yes: "found", no: "NOT FOUND", inconclusive: "not seen" } as const;

const REASONS = {
  interrupted: "Interrupted",
  budget: "The budget is reached",
} as const;

function reasonToEnd(
  journal: Journal,
  { interrupts, isOverBudget }: RehearsalOptions,
): keyof typeof REASONS | undefined {
  // The budget interrupts a running step, too.
  if (isOverBudget(journal)) return "budget";
  return interrupts.count > 0 ? "interrupted" : undefined;
}

async function down(stage: Stage): Promise<Pick<Journal, "down">> {
  const began = performance.now();
  const isClean = await stage.down();
  const seconds = secondsSince(began);
  return { down: { seconds, endedAt: new Date().toISOString(), isClean } };
}

const secondsSince = (began: number): number => Math.round((performance.now() - began) / 1000);

/** Results in the journal's format. */
const withoutWords = (
  results: Awaited<ReturnType<Stage["check"]>>,
): NonNullable<Journal["checked"]> =>
  results.map(({ lab, check, outcome, obstacle }) => ({
    ...{ lab, check, outcome },
    ...(obstacle !== undefined && { obstacle }),
  }));
