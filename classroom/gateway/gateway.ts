/**
 * The gateway: outside Pulumi, only this folder deletes resources, for `leftovers`, `down` and `expire`.
 *
 * It gets the resources that a person has seen and confirmed, never a query. Before each pass it searches again: it does not
 * touch a resource that is gone, has another owner by now, or was not shown. Before each batch, also of what is inside of a
 * resource, it checks whether it may still delete: it stops when the stack is up, or another run holds it. `foreign` resources are never deleted, confirmed or not.
 */
import pMap from "p-map";
import { isAbsence, isDependency, isPassing, saying } from "../../aws/errors.ts";
import type { Report } from "../../lib/progress.ts";
import type { Look } from "../search/find-leftovers.ts";
import type { Leftover } from "../search/leftover.ts";
import {
  type CleanupOptions,
  type End,
  type Stuck,
  titleOf,
  untilClean,
} from "../search/until-clean.ts";
import { MayGoOn } from "./may-go-on.ts";

/** The gate between a list and AWS. */
export interface Gate {
  /** Reads the stack, its record and AWS again. */
  look(): Promise<Look>;
  /** @throws when nothing may be deleted: the stack has resources, or another run holds the stack */
  check(): Promise<void>;
  /** Notes in the record what will be deleted: what is deleted first may be the only evidence of the rest. */
  remember(confirmed: readonly Leftover[]): Promise<void>;
}

const AT_ONCE = { concurrency: 4 };

/** How many resources are deleted between two checks. */
const BATCH = 20;

/** Deletes what was shown and confirmed, until it is gone or nothing more can be done. */
export async function deleteConfirmed(
  confirmed: readonly Leftover[],
  gate: Gate,
  options: CleanupOptions,
): Promise<End> {
  const keys = new Map(confirmed.map((each) => [keyOf(each), each]));
  await gate.check();
  await gate.remember(confirmed.filter(mayGo));
  return untilClean(
    () => gate.look(),
    options,
    (found) => deletePass(found, (each) => refusalOf(each, keys), gate, options.report),
  );
}

/** One pass over the resources that were found again, in order. @returns those that were not deleted */
async function deletePass(
  found: readonly Leftover[],
  refusal: (leftover: Leftover) => string | undefined,
  gate: Gate,
  report: Report,
): Promise<Stuck[]> {
  const stuck: Stuck[] = [];
  const ranks = Map.groupBy(found, ({ order }) => order);
  for (const order of [...ranks.keys()].sort((a, b) => a - b)) {
    const rank = (ranks.get(order) ?? []).filter(({ going }) => !going);
    for (let at = 0; at < rank.length; at += BATCH) {
      await gate.check();
      const results = await pMap(
        rank.slice(at, at + BATCH),
        (leftover) => {
          const reason = refusal(leftover);
          return reason === undefined
            ? removed(leftover, new MayGoOn(() => gate.check()), report)
            : { leftover, reason, passing: false };
        },
        AT_ONCE,
      );
      stuck.push(...results.filter((result) => result !== undefined));
    }
  }
  return stuck;
}

/** Whether a resource may be deleted at all: others' never are, whatever was confirmed. */
export const mayGo = ({ standing }: Leftover): boolean => standing !== "foreign";

/** Why a resource is not deleted; undefined when it is the confirmed one. */
function refusalOf(
  leftover: Leftover,
  confirmed: ReadonlyMap<string, Leftover>,
): string | undefined {
  if (!mayGo(leftover))
    return "it does not belong to the class: remove the class's tags from it by hand";
  const shown = confirmed.get(keyOf(leftover));
  if (shown === undefined) return "it was not confirmed: run the same command again";
  if (leftover.standing === "proven" || leftover.standing === shown.standing) return undefined;
  return "its tags or its record changed after it was shown: run the same command again";
}

/** Identifies a resource, in contrast to a later one with the same name. */
export const keyOf = ({ kind, region, id, createdAt }: Leftover): string =>
  JSON.stringify([kind, region, id, createdAt?.getTime()]);

async function removed(
  leftover: Leftover,
  permission: MayGoOn,
  report: Report,
): Promise<Stuck | undefined> {
  const { release, remove, byHand = "" } = leftover;
  if (!remove) return { leftover, reason: byHand, passing: false };
  try {
    await release?.();
    await remove(permission.ask);
  } catch (error) {
    permission.goOn();
    // Perhaps only a part of it does not exist: the next search shows whether it is gone itself.
    const passing = isAbsence(error) || isPassing(error) || isDependency(error);
    return { leftover, reason: saying(error), passing };
  }
  report(`  deleted  ${titleOf(leftover)}`);
  return undefined;
}
