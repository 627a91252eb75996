import { Inventory } from "../../aws/contract/priced-resource.ts";
import { type Circumstances, type CostLine, costOfOne } from "../pricing/cost-line.ts";
import type { DatedResource } from "../pulumi/deployed-class.ts";

/** A stack of a class, as its state has it. */
export interface HeldStack {
  readonly stack: string;
  /** Whose it is. @default the class's own */
  readonly student?: string | undefined;
  /** Where what does not say its own region is. @default the class's */
  readonly region?: string | undefined;
  readonly resources: readonly DatedResource[];
}

/** Something that costs, since when, and for whom. */
export interface Costing {
  readonly stack: string;
  readonly student: string | undefined;
  /** With `created` it is the same thing at every look. */
  readonly id: string;
  /** Undefined where nobody says it. */
  readonly created: string | undefined;
  /** Since when it is stopped, in AWS: what is paid while it runs has cost until then. @default it runs */
  readonly stopped?: Date | undefined;
  readonly lines: readonly CostLine[];
}

/**
 * What everything in a class's states costs. What was not seen stopped in AWS counts as if it ran. Use is reckoned by one student in a student's stack, by all in the class's own.
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
