import { Aws } from "../../aws/clients.ts";
import { joined, services } from "../../aws/services.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { EXIT_CODES, exitCodeOf, worstOf } from "../console/exit-code.ts";
import { LOCAL } from "../console/shared-options.ts";
import { readPrices } from "../pricing/price-table.ts";
import { shelfOf } from "../record/keeper-of.ts";
import { settingsIn } from "../stack/class-settings.ts";
import { provenAws } from "../stack/proven-aws.ts";
import { runningLocal } from "../stack/running-local.ts";
import { type ClassStates, classStates } from "../spending/class-states.ts";
import { type Costing, costingsOf, type SeenInAws } from "../spending/costing.ts";
import { readJournal } from "../spending/journal.ts";
import { keepLimit, type SpendingLook, verdictOf } from "../spending/keep-limit.ts";
import { spent } from "../spending/spent.ts";
import { strays } from "../spending/strays.ts";
import { type StudentsPlace, studentsPlace } from "../students/place.ts";
import { actsOn } from "./acts.ts";
import { describeSpending, spendingJson } from "./report.ts";

export interface SpendOptions {
  /** The class's stack. */
  readonly name: string;
  /** Whether to enforce the limit; otherwise spending is only reported. */
  readonly act: boolean;
  /** Whether resources made by hand are removed, too, when the class is closed. */
  readonly removeForeign: boolean;
  readonly parallel: number | undefined;
  readonly json: boolean;
}

/**
 * `npm run class -- spend`: shows a class's spending, from its states and from resources with its tags.
 *
 * @returns the exit code: 1 when something could not be read, or an action failed
 * @throws NoStackError, ConfigError, PulumiError, JournalError
 */
export async function spendOf({
  name,
  act,
  removeForeign,
  parallel,
  json,
}: SpendOptions): Promise<number> {
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (json ? console.error : console.log)(line);
  };
  const now = new Date();
  const place = await studentsPlace(name, console.error);
  const config = await settingsIn(place.stack);
  const prices = readPrices();
  const rules = joined(await services(), "prices");
  const [states, shelf] = await Promise.all([
    classStates(place, config.region, now, parallel),
    shelfOf(place.stack),
  ]);
  const classId = config.id ?? states.identity?.id;
  const journal = await readJournal(shelf, classId);
  const tagged = await taggedCosts(place, { config, states, now }, console.error);
  const costings = [
    ...costingsOf(states.stacks, { region: config.region, prices, rules }, tagged.held),
    ...tagged.costings,
  ];
  const expires = new Date(states.identity?.expires ?? config.expires);
  const spending = spent(costings, { now, expires, earlier: journal.counted });
  const unread = [...states.unread, ...tagged.unread];
  const isWhole = unread.length === 0;
  const look: SpendingLook = {
    ...{ journal, spending, limit: config.maxClassCost, isWhole, now },
    newest: isWhole ? newestOf(costings) : now,
  };
  const { limit } = look;
  const { frozenSince } = journal;
  const verdict = verdictOf(look);
  const shown = { ...{ class: name, now, expires, limit, spending, verdict }, frozenSince };
  const whole = { ...shown, unread, asOf: prices.listed.asOf };
  console.log(json ? spendingJson(whole) : describeSpending(whole));
  const codes: number[] = [isWhole ? EXIT_CODES.done : EXIT_CODES.failed, tagged.code];
  if (act) {
    const acts = actsOn(name, { report, removeForeign, parallel, json });
    codes.push(await keepLimit(look, { shelf, acts, report }));
  }
  return worstOf(codes);
}

/**
 * Resources that have the class's tags but are in no state, and what AWS shows of the others. If AWS does not answer, the rest is
 * still counted.
 */
async function taggedCosts(
  place: StudentsPlace,
  { config, states, now }: { config: ClassConfig; states: ClassStates; now: Date },
  report: Report,
) {
  const { identity, stacks, present } = states;
  try {
    const { costings, held, unseen } = await strays({
      aws: await awsOf(place, config.region, report),
      regions: [...new Set([config.region, config.peerRegion])],
      className: identity?.name ?? config.name,
      classId: config.id ?? identity?.id,
      students: stacks.flatMap(({ student }) => student ?? []),
      present,
      prices: readPrices(),
      now,
    });
    const unread = unseen.map(({ kind, region, reason }) => ({
      what: `${kind} in ${region}`,
      reason,
    }));
    return { costings, held, unread, code: EXIT_CODES.done };
  } catch (error) {
    const unread = [{ what: "the resources with the class's tags", reason: errorMessage(error) }];
    return { costings: [], held: new Map<string, SeenInAws>(), unread, code: exitCodeOf(error) };
  }
}

async function awsOf({ stack }: StudentsPlace, region: string, report: Report): Promise<Aws> {
  if (stack.name !== LOCAL) return (await provenAws(stack, region, report)).aws;
  return new Aws({ region, env: (await runningLocal(report)).emulator.env });
}

/** The creation time of the newest resource. */
function newestOf(costings: readonly Costing[]): Date | undefined {
  const times = costings.flatMap(({ created }) =>
    created === undefined ? [] : [Date.parse(created)],
  );
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
