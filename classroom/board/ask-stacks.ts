import { labsMade } from "../checking/since-made.ts";
import { classStatus } from "../class-status/class-status.ts";
import { stackCosts } from "../class-status/stack-costs.ts";
import { readPrices } from "../pricing/price-table.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { identityIn } from "../record/class-identity.ts";
import { spent } from "../spending/spent.ts";
import { labsIn } from "../stack/subjects.ts";
import { studentsPlace } from "../students/place.ts";
import type { StacksReport } from "./board-inputs.ts";

/**
 * Reads the state of a class's stacks from Pulumi; it does not call AWS.
 *
 * @throws NoStackError, NoEngineError, PulumiError
 */
export async function askStacks(name: string, now = new Date()): Promise<StacksReport> {
  const place = await studentsPlace(name, () => undefined);
  const choice = { name, only: undefined, shard: undefined };
  const [status, state] = await Promise.all([
    classStatus(place, choice, now),
    place.stack.export(),
  ]);
  const outputs = outputsIn(state);
  const identity = identityIn(outputs);
  const { region } = identity ?? {};
  const costings = await stackCosts(
    { stack: place.stack, student: undefined, state, region },
    readPrices(),
  );
  const expires = new Date(identity?.expires ?? now);
  const own = identity && spent(costings, { now, expires });
  const all = [own, ...Object.values(status.students)];
  const sum = (of: "spent" | "perHour"): number | undefined =>
    all.reduce<number | undefined>((usd, each) => {
      const more = each?.[of];
      return more === undefined ? usd : (usd ?? 0) + more;
    }, undefined);
  return {
    at: now.toISOString(),
    className: identity?.name ?? name,
    expires: identity?.expires ?? status.expires,
    ...{ spent: sum("spent"), perHour: sum("perHour") },
    labs: labsIn(outputs),
    made: labsMade(state),
    students: status.students,
  };
}
