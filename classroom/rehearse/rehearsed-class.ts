import { identityOf } from "../../infra/identity.ts";
import type { Interrupts } from "../../lib/interrupts.ts";
import type { Report } from "../../lib/progress.ts";
import { describeResults } from "../checking/check-report.ts";
import { labChecks } from "../checking/lab-checks.ts";
import { makeFaults } from "../checking/make-faults.ts";
import { type Patience, type Result, runChecks } from "../checking/run-checks.ts";
import { deploy } from "../deploy/deploy.ts";
import { repair } from "../deploy/repair.ts";
import { describeRepairs } from "../deploy/repairs.ts";
import { classResources } from "../pricing/class-resources.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import type { OpenStack } from "../stack/open-stack.ts";
import { type Ends, refuseForeign } from "./own.ts";
import type { Stage } from "./stage.ts";
import { downChoice, type Venue } from "./venue.ts";

export interface RehearsedClassOptions {
  readonly interrupts: Interrupts;
  /** Whether Pulumi shows its own progress display. */
  readonly verbose: boolean;
  readonly report: Report;
}

/** How long AWS servers may take to boot, and targets to become healthy; as in `check --wait`. */
const WAIT_SECONDS = 600;

/** How long AWS may take to show a change: a load balancer checks its targets every 30 seconds. */
const SETTLE_SECONDS = 180;

/** A class rehearsed in its own stack. */
export class RehearsedClass implements Stage {
  readonly settleSeconds: number;
  readonly #venue: Venue;
  readonly #ends: Ends;
  readonly #options: RehearsedClassOptions;

  constructor(venue: Venue, ends: Ends, options: RehearsedClassOptions) {
    this.#venue = venue;
    this.#ends = ends;
    this.#options = options;
    // The emulator shows changes at once.
    this.settleSeconds = this.#isEmulated ? 0 : SETTLE_SECONDS;
  }

  async up(labs: readonly string[]): Promise<void> {
    await this.#refuseForeign();
    const { stack, settings } = this.#venue;
    const config = settings(labs);
    const { verbose, interrupts } = this.#options;
    const resources = await interrupts.during(classResources(config));
    await deploy(stack, { config, resources }, { verbose, preview: !this.#isEmulated });
  }

  async check(labs: readonly string[]): Promise<readonly Result[]> {
    const patience = { settleSeconds: WAIT_SECONDS, pauseSeconds: 10 };
    const results = await this.#run(labs, labs, this.#isEmulated ? {} : patience);
    this.#options.report(describeResults(results));
    return results;
  }

  look(lab: string, labs: readonly string[]): Promise<readonly Result[]> {
    return this.#run([lab], labs, { settleSeconds: 0 });
  }

  async break(lab: string, labs: readonly string[]): Promise<void> {
    await makeFaults(await this.#open(labs), [lab], this.#options.report, { show: true });
  }

  async repair(labs: readonly string[]): Promise<void> {
    const { verbose, report } = this.#options;
    const { stack, settings } = this.#venue;
    const open = { stack, config: settings(labs) };
    report(describeRepairs(await repair(open, { progress: { verbose }, report })));
  }

  down(): Promise<boolean> {
    const { interrupts, verbose } = this.#options;
    return this.#venue.down(downChoice(interrupts, verbose, () => this.#refuseForeign()));
  }

  /** Somebody may deploy a class in the same stack between two steps. */
  async #refuseForeign(): Promise<void> {
    const { stack } = this.#venue;
    refuseForeign(stack.name, heldResources(await stack.export()), this.#ends);
  }

  async #run(
    chosen: readonly string[],
    labs: readonly string[],
    patience: Patience,
  ): Promise<Result[]> {
    return runChecks(await labChecks(await this.#open(labs), chosen), patience);
  }

  async #open(labs: readonly string[]): Promise<OpenStack> {
    const { stack, aws, settings } = this.#venue;
    const config = settings(labs);
    return { config, identity: identityOf(config), stack, aws, state: await stack.export() };
  }

  get #isEmulated(): boolean {
    return this.#venue.aws.endpoint !== undefined;
  }
}
