import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import type { Freeze } from "../../aws/contract/freeze.ts";
import { saying } from "../../aws/errors.ts";
import { joined, services } from "../../aws/services.ts";
import { quick, type Report } from "../../lib/progress.ts";
import type { Seen } from "../search/candidates.ts";
import { findStoppable } from "../search/find-stoppable.ts";
import { accountsOf, type Chosen, type StudentsAccount } from "./account.ts";
import type { FrozenLogins } from "./frozen-logins.ts";

/** The result of freezing or thawing a class. */
export interface FreezeEnd {
  /** Resources that were stopped or started: `instance i-0a1b2c3d in ap-northeast-2`. */
  readonly changed: readonly string[];
  /** Resources that were left as they are because they may be others', and why. */
  readonly left: readonly string[];
  /** Resources or searches that failed, and why. */
  readonly failed: readonly string[];
}

/** How many calls run at the same time. */
const AT_ONCE = { concurrency: 8 };

/**
 * Denies the students of a class everything, then stops their and the class's resources that cost by the hour. An account that
 * refuses it does not keep the others running. A repeated run stops what was started in the meantime.
 */
export async function freezeClass(chosen: Chosen, report: Report): Promise<FreezeEnd> {
  const { accounts, unreached } = await accountsOf(chosen, report);
  const refused = await ofLogins(accounts, (logins, users) => logins.freeze(users));
  const until = "console and access keys alike, until thaw, extend or open";
  report(`Logins    ${whose(chosen, [...unreached, ...refused])} denied, ${until}`);
  const end = await ofAll(accounts, report, ({ freeze }, aws, it) => freeze(aws, it));
  return { ...end, failed: [...unreached, ...refused, ...end.failed] };
}

/** Starts the resources that a freeze has stopped, then allows the students again. */
export async function thawClass(chosen: Chosen, report: Report): Promise<FreezeEnd> {
  const { accounts, unreached } = await accountsOf(chosen, report);
  const end = await ofAll(accounts, report, ({ thaw }, aws, it) => thaw(aws, it));
  const refused = await ofLogins(accounts, (logins, users) => logins.thaw(users));
  report(`Logins    ${whose(chosen, [...unreached, ...refused])} allowed`);
  return { ...end, failed: [...unreached, ...end.failed, ...refused] };
}

function whose({ only }: Chosen, failed: readonly string[]): string {
  const all = only === undefined ? "all" : only.join(", ");
  return failed.length === 0 ? all : `${all} but those below`;
}

/** @returns why logins were not changed */
async function ofLogins(
  accounts: readonly StudentsAccount[],
  change: (logins: FrozenLogins, users: StudentsAccount["users"]) => Promise<void>,
): Promise<readonly string[]> {
  const failed: string[] = [];
  for (const { whose: theirs, logins, users } of accounts)
    try {
      if (logins) await change(logins, users);
    } catch (error) {
      failed.push(`logins of ${theirs}: ${saying(error)}`);
    }
  return failed;
}

type Change = (how: Freeze, aws: Aws, it: Parameters<Freeze["freeze"]>[1]) => Promise<boolean>;

async function ofAll(
  accounts: readonly StudentsAccount[],
  report: Report,
  change: Change,
): Promise<FreezeEnd> {
  const ends = await pMap(accounts, (account) => ofAccount(account, report, change), AT_ONCE);
  return {
    changed: ends.flatMap(({ changed }) => changed),
    left: ends.flatMap(({ left }) => left),
    failed: ends.flatMap(({ failed }) => failed),
  };
}

async function ofAccount(
  { aws, searchOf, students }: StudentsAccount,
  report: Report,
  change: Change,
): Promise<FreezeEnd> {
  const { search, unread } = await searchOf();
  const { found, doubtful, unseen } = await quick(
    report,
    `Searching ${search.regions.join(" and ")}`,
    () => findStoppable(search),
  );
  const freezes = joined(await services(), "freezes");
  const isChosen = ({ tags }: Seen): boolean =>
    students === undefined || students.includes(tags.student ?? "");
  const [changed, failed]: [string[], string[]] = [[], []];
  await pMap(
    found.filter(isChosen),
    async (each) => {
      const { thing, region, types } = each;
      const how = types.map((type) => freezes[type]).find((known) => known !== undefined);
      try {
        if (how && (await change(how, aws, { ...thing, region: thing.region ?? region })))
          changed.push(titleOf(each));
      } catch (error) {
        failed.push(`${titleOf(each)}: ${saying(error)}`);
      }
    },
    AT_ONCE,
  );
  const blind = unseen.map(({ kind, region, reason }) => `${kind} in ${region}: ${reason}`);
  const left = [...doubtful]
    .filter(([each]) => isChosen(each))
    .map(([each, why]) => `${titleOf(each)}: ${why}`);
  return { changed, left, failed: [...failed, ...unread, ...blind] };
}

const titleOf = ({ finder: { kind }, thing, region }: Seen): string =>
  `${kind} ${thing.name ?? thing.id} in ${thing.region ?? region}`;
