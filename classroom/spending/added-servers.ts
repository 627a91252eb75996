import type { LaunchedServer } from "../../aws/contract/finder.ts";
import type { DatedResource } from "../pulumi/deployed-class.ts";

/**
 * The servers that a group has in addition to those that it was deployed with: the newest ones, because AWS launches them later.
 * Where AWS does not show them, they have numbers, and no time.
 *
 * @param size of the group now
 */
export function addedServers(
  { id, props }: Pick<DatedResource, "id" | "props">,
  size: Readonly<Record<string, unknown>>,
  servers: readonly LaunchedServer[],
): LaunchedServer[] {
  const [deployed, now] = [props.desiredCapacity, size.desiredCapacity];
  if (typeof deployed !== "number" || typeof now !== "number") return [];
  const time = ({ at }: LaunchedServer): number => at?.getTime() ?? Infinity;
  const known = [...servers].sort((a, b) => time(a) - time(b) || 0); // two unknown ones: NaN
  return Array.from(
    { length: Math.max(now - deployed, 0) },
    (_, at) => known[deployed + at] ?? { id: `${id}, server ${deployed + at + 1}`, at: undefined },
  );
}
