import { Inventory } from "../../aws/contract/priced-resource.ts";
import { type Circumstances, type CostLine, costOfOne } from "../pricing/cost-line.ts";
import type { DatedResource } from "../pulumi/deployed-class.ts";

/** A stack of a class, with its state. */
export interface HeldStack {
  readonly stack: string;
  /** The student. @default none: the class's own stack */
  readonly student?: string | undefined;
  /** The region of resources that do not name one. @default the class's */
  readonly region?: string | undefined;
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
  /** Since when it is stopped in AWS: charges for running ended then. @default it runs */
  readonly stopped?: Date | undefined;
  readonly lines: readonly CostLine[];
}

/**
 * The cost of everything in a class's states. A resource not seen stopped in AWS counts as running. In a student's stack, use is
 * calculated for one student, in the class's own for all.
 *
 * @param stopped by id, since when
 */
export const costingsOf = (
  stacks: readonly HeldStack[],
  circumstances: Omit<Circumstances, "students">,
  stopped: ReadonlyMap<string, Date> = new Map(),
): Costing[] => {
  const all = stacks.filter(({ student }) => student !== undefined).length;
  return stacks.flatMap(({ stack, student, region = circumstances.region, resources }) => {
    const inventory = new Inventory(resources);
    const students = student === undefined ? all : 1;
    return resources.map((resource) => ({
      ...{ stack, student, id: resource.id, created: resource.created },
      stopped: stopped.get(resource.id),
      lines: costOfOne(resource, inventory, { ...circumstances, region, students }),
    }));
  });
};
