import { GLOBAL, placeIn } from "../../aws/contract/finder.ts";
import type { Answer, PrecheckInput, Precheck } from "../../aws/contract/precheck.ts";
import type { Inventory } from "../../aws/contract/priced-resource.ts";
import { InterruptedError } from "../../lib/interrupts.ts";
import { bounded } from "./bounded.ts";
import { regionOf } from "./class-parts.ts";
import type { Row } from "./row.ts";
import type { Trials } from "./trials.ts";
import { askAgain, type Asking, NOT_HERE, unanswered } from "./unanswered.ts";

/** A precheck in one region. */
export interface PrecheckJob {
  readonly kind: "gate" | "offer";
  readonly precheck: Precheck;
  readonly region: string;
  readonly asked: PrecheckInput;
}

/** Prechecks that apply to a class, in the regions where it has resources of their types. */
export const precheckJobs = (
  kind: PrecheckJob["kind"],
  prechecks: readonly Precheck[],
  inventory: Inventory,
  { aws }: Pick<Asking, "aws">,
): PrecheckJob[] =>
  prechecks.flatMap((precheck) => {
    const its = inventory.resources.filter(({ type }) => precheck.types.includes(type));
    const byRegion = Map.groupBy(its, (each) =>
      precheck.global ? GLOBAL : regionOf(each, aws.region),
    );
    return [...byRegion].map(([region, resources]) => ({
      kind,
      precheck,
      region,
      asked: { place: placeIn(aws, region), resources, inventory },
    }));
  });

/** The answers from AWS. @param trials when left out, no resources are created */
export async function precheckRows(
  { kind, precheck, region, asked }: PrecheckJob,
  asking: Asking,
  trials?: Trials,
): Promise<Row[]> {
  const answers = await answersTo(precheck, asked, asking, trials);
  return answers.map((answer) => ({ kind, region, what: precheck.what, ...answer }));
}

async function answersTo(
  precheck: Precheck,
  asked: PrecheckInput,
  asking: Asking,
  trials: Trials | undefined,
): Promise<readonly Answer[]> {
  // What an emulator allows, or lacks, proves nothing about AWS.
  const isMute = precheck.awsOnly === true && asking.aws.endpoint !== undefined;
  try {
    const answers = isMute ? [MUTE] : await bounded(precheck.ask(asked), asking.callMs);
    const isOpen = answers.some(({ verdict }) => verdict === "unknown");
    if (!trials || !precheck.attempt || !isOpen) return answers;
    const tried = await trials.run((trial) => precheck.attempt?.(asked, trial) ?? MUTE);
    return [isMute ? { ...MUTE, seen: `${NOT_HERE}; ${tried.seen}` } : tried];
  } catch (error) {
    const seen = error instanceof InterruptedError ? error.message : unanswered(error, asking);
    return [{ verdict: "unknown", seen, ...askAgain(asking) }];
  }
}

const MUTE: Answer = { verdict: "unknown", seen: NOT_HERE };
