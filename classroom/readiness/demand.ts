import { GLOBAL } from "../../aws/contract/finder.ts";
import type { Inventory, PricedResource } from "../../aws/contract/priced-resource.ts";
import type { Quota } from "../../aws/contract/quota.ts";
import { regionOf } from "./class-parts.ts";

/** For whom, and where. */
export interface Circumstances {
  /** Where the class runs. */
  readonly region: string;
  /** How many get the labs for themselves. */
  readonly students: number;
}

/** What a class takes of a quota in one region. */
export interface Demand {
  readonly quota: Quota;
  readonly region: string;
  /** The zone, or the group, that it counts in; "" for the whole region. */
  readonly within: string;
  readonly needed: number;
  /** Resources whose inputs do not say how much they take. */
  readonly untold: readonly string[];
}

/** Foundations that a class has once, however many students have labs of their own on them. */
const SHARED = ["network", "key", "dns"];

/** What a class takes of each quota, in each region; nothing for quotas that it does not touch. */
export function demandsOf(
  quotas: readonly Quota[],
  inventory: Inventory,
  circumstances: Circumstances,
): Demand[] {
  return quotas.flatMap((quota) => {
    const parts = inventory.resources.flatMap((resource) =>
      takenBy(resource, quota, inventory, circumstances),
    );
    const places = [...Map.groupBy(parts, ({ region, within }) => `${region} ${within}`).values()];
    const demands = places.map((its) => together(quota, its));
    return quota.split === "fullest" ? fullest(demands) : demands;
  });
}

interface Part {
  readonly region: string;
  readonly within: string;
  /** undefined when the resource does not say it. */
  readonly count: number | undefined;
  readonly name: string;
}

function takenBy(
  resource: PricedResource,
  quota: Quota,
  inventory: Inventory,
  { region: home, students }: Circumstances,
): Part[] {
  const need = quota.needs[resource.type];
  if (need === undefined) return [];
  const region = quota.global ? GLOBAL : regionOf(resource, home);
  const { name } = resource;
  const shares = need(resource, inventory);
  if (shares === undefined) return [{ region, within: "", count: undefined, name }];
  // A group's rules are as many however many groups there are.
  const copies = SHARED.includes(resource.lab) || quota.split === "fullest" ? 1 : students;
  return shares.map(({ count, within = "" }) => ({
    region,
    within: quota.split === undefined ? "" : within,
    count: count * copies,
    name,
  }));
}

const together = (quota: Quota, parts: readonly Part[]): Demand => ({
  quota,
  region: parts[0]?.region ?? GLOBAL,
  within: parts[0]?.within ?? "",
  needed: parts.reduce((sum, { count = 0 }) => sum + count, 0),
  untold: parts.filter(({ count }) => count === undefined).map(({ name }) => name),
});

/** Of each region's parts the one that takes most. */
const fullest = (demands: readonly Demand[]): Demand[] =>
  [...Map.groupBy(demands, ({ region }) => region).values()].flatMap((its) => {
    const [most] = its.toSorted((a, b) => b.needed - a.needed);
    const untold = its.flatMap((each) => each.untold);
    return most ? [{ ...most, within: "", untold }] : [];
  });
