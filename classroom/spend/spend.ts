import { joined, services } from "../../aws/services.ts";
import { EXIT_CODES, worstOf } from "../console/exit-code.ts";
import { readPrices } from "../pricing/price-table.ts";
import { shelfOf } from "../record/keeper-of.ts";
import { settingsIn } from "../stack/class-settings.ts";
import { classStates } from "../spending/class-states.ts";
import { type Costing, costingsOf } from "../spending/costing.ts";
import { readJournal } from "../spending/journal.ts";
import { keepLimit, type SpendingLook, verdictOf } from "../spending/keep-limit.ts";
import { classInAws } from "../spending/class-in-aws.ts";
import { spent } from "../spending/spent.ts";
import { studentsPlace } from "../students/place.ts";
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
  const tagged = await classInAws(place, { where: config, states, now }, console.error);
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
  if (act && limit === undefined)
    console.error(
      `--act has no limit to keep: class:maxClassCost is not set in Pulumi.${name}.yaml`,
    );
  if (act) {
    const acts = actsOn(name, { report, removeForeign, parallel, json });
    codes.push(await keepLimit(look, { shelf, acts, report }));
  }
  return worstOf(codes);
}

/** The creation time of the newest resource. */
function newestOf(costings: readonly Costing[]): Date | undefined {
  const times = costings.flatMap(({ created }) =>
    created === undefined ? [] : [Date.parse(created)],
  );
  return times.length === 0 ? undefined : new Date(Math.max(...times));
}
