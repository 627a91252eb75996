import pMap from "p-map";
import { Aws } from "../../aws/clients.ts";
import type { ClassConfig } from "../../infra/config.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { EXIT_CODES, exitCodeOf, worstOf } from "../console/exit-code.ts";
import { LOCAL } from "../console/shared-options.ts";
import { readPrices } from "../pricing/price-table.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { provenAws } from "../stack/proven-aws.ts";
import { runningLocal } from "../stack/running-local.ts";
import type { StudentsPlace } from "../students/place.ts";
import type { ClassStates, Unread } from "./class-states.ts";
import type { Costing, SeenInAws } from "./costing.ts";
import { strays } from "./strays.ts";

/** The settings that say where a class is. */
export type Where = Pick<ClassConfig, "region" | "peerRegion" | "id" | "name">;

/** How many accounts are asked at the same time. */
const AT_ONCE = { concurrency: 4 };

/** What AWS shows of a class. */
export interface ClassInAws {
  /** Resources that have the class's tags and are in no state. */
  readonly costings: readonly Costing[];
  /** Of resources in the states, by id. */
  readonly held: ReadonlyMap<string, SeenInAws>;
  readonly unread: readonly Unread[];
  /** The exit code: that of the worst error. */
  readonly code: number;
}

/**
 * Asks each account of a class once: which resources have its tags and are in no state, and what no state shows of the others. If
 * an account does not answer, everything else is still counted.
 */
export async function classInAws(
  place: Pick<StudentsPlace, "stack" | "stackOf">,
  { where, states, now }: { where: Where; states: ClassStates; now: Date },
  report: Report,
): Promise<ClassInAws> {
  const look = { where, states, now };
  const all = await pMap(
    accountsIn(states),
    (account) => accountInAws(place, account, look, report),
    AT_ONCE,
  );
  // Without the state of the class's own stack, its account may be asked twice.
  const costings = new Map(all.flatMap((each) => each.costings.map((its) => [its.id, its])));
  return {
    costings: [...costings.values()],
    held: new Map(all.flatMap(({ held }) => [...held])),
    unread: all.flatMap(({ unread }) => unread),
    code: worstOf(all.map(({ code }) => code)),
  };
}

/** An account of a class. */
interface Account {
  /** A student whose stack is in it. @default the class's own stack is */
  readonly reachedBy: string | undefined;
  readonly students: readonly string[];
}

/** The class's own account first, with the students whose state does not say another one. */
function accountsIn({ stacks }: Pick<ClassStates, "stacks">): Account[] {
  const own = stacks.find(({ student }) => student === undefined)?.account;
  const students = stacks.flatMap(({ student, account = own }) =>
    student === undefined ? [] : [{ student, account }],
  );
  const byAccount = Map.groupBy(students, ({ account }) => account);
  const idsOf = (its: typeof students = []) => its.map(({ student }) => student);
  const others = [...byAccount].filter(([account]) => account !== own);
  return [
    { reachedBy: undefined, students: idsOf(byAccount.get(own)) },
    ...others.map(([, its]) => ({ reachedBy: its[0]?.student, students: idsOf(its) })),
  ];
}

async function accountInAws(
  place: Pick<StudentsPlace, "stack" | "stackOf">,
  { reachedBy, students }: Account,
  { where, states: { identity, present }, now }: { where: Where; states: ClassStates; now: Date },
  report: Report,
): Promise<ClassInAws> {
  const whose = reachedBy === undefined ? "" : ` in the account of ${students.join(", ")}`;
  try {
    const stack = reachedBy === undefined ? place.stack : place.stackOf(reachedBy);
    const { costings, held, unseen } = await strays({
      aws: await awsOf(place.stack.name, stack, where.region, report),
      regions: [...new Set([where.region, where.peerRegion])],
      className: identity?.name ?? where.name,
      classId: where.id ?? identity?.id,
      ...{ students, present, prices: readPrices(), now },
    });
    const unread = unseen.map(({ kind, region, reason }) => ({
      what: `${kind} in ${region}${whose}`,
      reason,
    }));
    return { costings, held, unread, code: EXIT_CODES.done };
  } catch (error) {
    const unread = [
      { what: `the resources with the class's tags${whose}`, reason: errorMessage(error) },
    ];
    return { costings: [], held: new Map(), unread, code: exitCodeOf(error) };
  }
}

async function awsOf(
  className: string,
  stack: PulumiStack,
  region: string,
  report: Report,
): Promise<Aws> {
  if (className !== LOCAL) return (await provenAws(stack, region, report)).aws;
  return new Aws({ region, env: (await runningLocal(report)).emulator.env });
}
