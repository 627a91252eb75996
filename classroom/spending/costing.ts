import { Inventory } from "../../aws/contract/priced-resource.ts";
import { type Circumstances, type CostLine, costOfOne } from "../pricing/cost-line.ts";
import { total, unpriced } from "../pricing/totals.ts";
import type { DatedResource } from "../pulumi/deployed-class.ts";
import { furtherServers, type SeenGroup } from "./further-servers.ts";

/** A stack of a class, with its state. */
export interface HeldStack {
  readonly stack: string;
  /** The student. @default none: the class's own stack */
  readonly student?: string | undefined;
  /** The region of resources that do not name one. @default the class's */
  readonly region?: string | undefined;
  /** Its account, where the state says it. */
  readonly account?: string | undefined;
  readonly resources: readonly DatedResource[];
}

/** A resource that costs, since when, and for whom. */
export interface Costing {
  readonly stack: string;
  readonly student: string | undefined;
  /** Together with `created`, it identifies the same resource each time. */
  readonly id: string;
  /** Undefined when unknown. */
  readonly created: string | undefined;
  /** When it was terminated. @default it exists */
  readonly ended?: Date | undefined;
  /** Since when it is stopped in AWS: charges for running ended then. @default it runs */
  readonly stopped?: Date | undefined;
  /** What it has cost an hour since its creation, at most. */
  readonly lines: readonly CostLine[];
  /** What it costs an hour now. @default `lines` */
  readonly current?: readonly CostLine[];
}

/** What AWS shows of a resource that its state does not. */
export interface SeenInAws extends SeenGroup {
  /** Since when it is stopped. @default it runs */
  readonly stopped?: Date | undefined;
}

/**
 * The cost of everything in a class's states. A resource not seen stopped in AWS counts as running; one that is bigger now, or was
 * at the last refresh, counts as if it had always been so, one that is smaller as deployed. A group counts as deployed, and each
 * further server since its own launch, until it was terminated. What it costs an hour now is what AWS shows. In a student's stack, use is calculated for one student, in the class's own for all.
 *
 * @param seen by id
 */
export const costingsOf = (
  stacks: readonly HeldStack[],
  circumstances: Omit<Circumstances, "students">,
  seen: ReadonlyMap<string, SeenInAws> = new Map(),
): Costing[] => {
  const all = stacks.filter(({ student }) => student !== undefined).length;
  return stacks.flatMap(({ stack, student, region = circumstances.region, resources }) => {
    const inventory = new Inventory(resources);
    const students = student === undefined ? all : 1;
    const costOf = (resource: DatedResource) =>
      costOfOne(resource, inventory, { ...circumstances, region, students });
    return resources.flatMap((resource): Costing | Costing[] => {
      const { stopped, size = resource.refreshed, ...servers } = seen.get(resource.id) ?? {};
      const deployed = costOf(resource);
      const its = { stack, student, id: resource.id, created: resource.created, stopped };
      if (size === undefined) return { ...its, lines: deployed };
      const further = furtherServers(resource, { ...servers, size }).map(({ id, at, until }) => ({
        ...{ ...its, id, created: at?.toISOString(), ended: until },
        lines: costOf({ ...resource, props: { ...resource.props, desiredCapacity: 1 } }),
      }));
      if (further.some(({ ended }) => ended === undefined))
        return [{ ...its, lines: deployed }, ...further];
      const now = costOf({ ...resource, props: { ...resource.props, ...size } });
      const isSeen = seen.get(resource.id)?.size !== undefined && unpriced(now).length === 0;
      const whole = { ...its, lines: dearer(deployed, now), ...(isSeen && { current: now }) };
      return [whole, ...further];
    });
  });
};

/** One that is smaller now was as big as deployed before. A size without a price is reported beside the price as deployed. */
function dearer(deployed: readonly CostLine[], now: readonly CostLine[]): readonly CostLine[] {
  const known = new Set(deployed.map((line) => JSON.stringify(line)));
  const unknown = unpriced(now).filter((line) => !known.has(JSON.stringify(line)));
  if (unknown.length > 0) return [...deployed, ...unknown];
  return total(now, 1).hour > total(deployed, 1).hour ? now : deployed;
}
