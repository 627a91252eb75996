import { GLOBAL } from "../../aws/contract/finder.ts";
import type { Inventory, PricedResource } from "../../aws/contract/priced-resource.ts";
import type { AskedShare, Quota } from "../../aws/contract/quota.ts";
import { type ClassParts, regionOf } from "./class-parts.ts";

/** All resources of a stack, and how often they exist. */
export interface Counted extends Pick<ClassParts, "students" | "stacks"> {
  readonly inventory: Inventory;
}

/** A class's use of a quota in one region. */
export interface Demand {
  readonly quota: Quota;
  readonly region: string;
  /** The zone or group that the quota applies to; "" for the whole region. */
  readonly within: string;
  readonly needed: number;
  /** Resources whose inputs do not show their use. */
  readonly uncounted: readonly string[];
  /** Resources whose use AWS is asked for. @default none */
  readonly asked?: readonly Asked[];
}

export interface Asked extends Pick<AskedShare, "ask"> {
  /** The resource's name. */
  readonly name: string;
}

/** Foundations that a class has once, even when each student has labs of their own. */
const SHARED = ["network", "key", "dns"];

/**
 * A class's use of each quota, in each region; unused quotas are left out.
 *
 * @param stacks the class's own, and those of its students
 * @param region where the class runs
 */
export function demandsOf(
  quotas: readonly Quota[],
  stacks: readonly Counted[],
  region: string,
): Demand[] {
  return quotas.flatMap((quota) => {
    const parts = stacks.flatMap((stack) =>
      stack.inventory.resources.flatMap((resource) => takenBy(resource, quota, stack, region)),
    );
    const places = [...Map.groupBy(parts, ({ region, within }) => `${region} ${within}`).values()];
    const demands = places.map((its) => together(quota, its));
    return quota.split === "fullest" ? fullest(demands) : demands;
  });
}

interface Part {
  readonly region: string;
  readonly within: string;
  /** undefined when the resource's inputs do not show it. */
  readonly count: number | undefined;
  readonly ask?: AskedShare["ask"];
  readonly name: string;
}

function takenBy(
  resource: PricedResource,
  quota: Quota,
  { inventory, students = 1, stacks = 1 }: Counted,
  home: string,
): Part[] {
  const need = quota.needs[resource.type];
  if (need === undefined) return [];
  const region = quota.global ? GLOBAL : regionOf(resource, home);
  const { name } = resource;
  const shares = need(resource, inventory);
  if (shares === undefined) return [{ region, within: "", count: undefined, name }];
  // The number of rules in a group does not depend on the number of groups.
  const ofStack = SHARED.includes(resource.lab) ? 1 : students;
  const copies = quota.split === "fullest" ? 1 : ofStack * stacks;
  return shares.map((share) => ({
    region,
    within: quota.split === undefined ? "" : (share.within ?? ""),
    ...("ask" in share
      ? { count: 0, ask: async (place) => many(await share.ask(place), share.times * copies) }
      : { count: share.count * copies }),
    name,
  }));
}

const many = (count: number | undefined, copies: number): number | undefined =>
  count === undefined ? undefined : count * copies;

const together = (quota: Quota, parts: readonly Part[]): Demand => ({
  quota,
  region: parts[0]?.region ?? GLOBAL,
  within: parts[0]?.within ?? "",
  needed: parts.reduce((sum, { count = 0 }) => sum + count, 0),
  uncounted: parts.filter(({ count }) => count === undefined).map(({ name }) => name),
  asked: parts.flatMap(({ name, ask }) => (ask === undefined ? [] : [{ name, ask }])),
});

/** For each region, the part with the highest use. */
const fullest = (demands: readonly Demand[]): Demand[] =>
  [...Map.groupBy(demands, ({ region }) => region).values()].flatMap((its) => {
    const [most] = its.toSorted((a, b) => b.needed - a.needed);
    // Which part is the fullest would depend on AWS's answers.
    const uncounted = its.flatMap(({ uncounted, asked = [] }) => [
      ...uncounted,
      ...asked.map(({ name }) => name),
    ]);
    return most ? [{ ...most, within: "", uncounted, asked: [] }] : [];
  });
