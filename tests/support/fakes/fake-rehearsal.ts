import type { DeployedResource } from "../../../aws/contract/deployed-resource.ts";
import type { Result } from "../../../classroom/checking/run-checks.ts";
import type { Journal } from "../../../classroom/rehearse/journal.ts";
import { rehearsal } from "../../../classroom/rehearse/rehearsal.ts";
import type { KnownFault, Stage } from "../../../classroom/rehearse/stage.ts";
import { InterruptedError } from "../../../lib/interrupts.ts";

/** A rehearsal that has had its preflight. */
export const BEGUN: Journal = {
  format: 1,
  stack: "dev",
  on: "aws",
  region: "ap-northeast-2",
  labs: ["a", "b"],
  startedAt: "2026-12-01T00:00:00.000Z",
  expires: "2026-12-01T08:00:00.000Z",
  expiredBefore: [],
  preflight: { ok: 3, unknown: 1, notReady: [] },
  arrivals: [],
  faults: [],
};

/** A lab that was coming up when the run was killed. */
export const begun = (lab: string) => ({
  ...{ lab, seconds: 60, startedAt: "2026-12-01T00:00:00.000Z" },
});

/** A lab that was tried. */
export const arrived = (lab: string, outcome: "up" | "failed" = "up") => ({
  ...begun(lab),
  outcome,
});

/** What a stack holds: a resource with each of these outputs. */
export const held = (...outputs: readonly DeployedResource["outputs"][]): DeployedResource[] =>
  outputs.map((each) => ({
    ...{ type: "aws:ebs/volume:Volume", name: "disk", urn: "u", group: "a", id: "vol-1" },
    ...{ protect: false, outputs: each },
  }));

export const result = (lab: string, outcome: Result["outcome"] = "pass"): Result => ({
  ...{ lab, check: `${lab} works`, outcome },
  seen: "123456789012 at 203.0.113.9",
});

export const FAULTS: ReadonlyMap<string, KnownFault> = new Map([
  ["a", { does: "a is broken", foundBy: "a works" }],
]);

/** A class that does as it is told, and notes it. */
export class FakeStage implements Stage {
  settleSeconds = 0;
  readonly calls: string[] = [];
  readonly broken = new Set<string>();
  isClean = true;
  /** Is called with each call; may throw. */
  meanwhile: (call: string) => void = () => undefined;

  async up(labs: readonly string[]): Promise<void> {
    await this.#note(`up ${labs.join()}`);
  }

  async check(labs: readonly string[]): Promise<Result[]> {
    await this.#note(`check ${labs.join()}`);
    return labs.map((lab) => result(lab, this.broken.has(lab) ? "fail" : "pass"));
  }

  async look(lab: string): Promise<Result[]> {
    await this.#note(`look ${lab}`);
    return [result(lab, this.broken.has(lab) ? "fail" : "pass")];
  }

  async break(lab: string): Promise<void> {
    await this.#note(`break ${lab}`);
    this.broken.add(lab);
  }

  async repair(): Promise<void> {
    await this.#note("repair");
    this.broken.clear();
  }

  async down(): Promise<boolean> {
    await this.#note("down");
    return this.isClean;
  }

  async #note(call: string): Promise<void> {
    this.calls.push(call);
    this.meanwhile(call);
    await Promise.resolve();
  }
}

/** Does a rehearsal on a stage. */
export class FakeRehearsal {
  readonly stage = new FakeStage();
  readonly said: string[] = [];
  readonly saved: Journal[] = [];
  interruptions = 0;
  isOverBudget: (journal: Journal) => boolean = () => false;

  interrupt(): never {
    this.interruptions += 1;
    throw new InterruptedError("interrupted");
  }

  /** Ends the call under way; nothing when it cannot be ended. */
  onRaise: () => void = () => undefined;

  run(journal: Journal = BEGUN): Promise<Journal> {
    const count = (): number => this.interruptions;
    return rehearsal(this.stage, journal, {
      faults: FAULTS,
      interrupts: {
        get count() {
          return count();
        },
        during: async (work) => work,
        raise: () => {
          this.interruptions += 1;
          this.onRaise();
        },
      },
      isOverBudget: (each) => this.isOverBudget(each),
      save: (each) => this.saved.push(each),
      report: (line) => this.said.push(line),
      pauseMs: 1,
      budgetMs: 1,
    });
  }
}
