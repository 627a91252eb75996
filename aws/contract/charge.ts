import type { z } from "zod";
import type { Inventory, PricedResource } from "./priced-resource.ts";

/** Something a resource costs, as a quantity of an item of the price table. */
export interface Charge {
  /** What it is, as a reader knows it: `t3.micro, Linux`. */
  readonly item: string;
  /** Key of the price table. */
  readonly price: string;
  readonly quantity: number;
  /**
   * `hour` and `month` are paid by the second, a minute at least; a `begun hour` and a `begun month` are not divided; `class`
   * is paid once, by use.
   */
  readonly per: "hour" | "begun hour" | "month" | "begun month" | "class";
  /** Whether it is paid only while the resource runs. @default false: as long as it is there */
  readonly whileRunning?: boolean;
  /** What use was assumed, where use decides. */
  readonly assumed?: string;
  /** Where it is paid. @default the resource's region */
  readonly region?: string;
}

/** Something that costs; how much is not known here. */
export interface Unknown {
  readonly item: string;
  readonly unknown: string;
}

export interface Place {
  readonly resource: PricedResource;
  readonly inventory: Inventory;
  /** How many use what the class makes. */
  readonly students: number;
  /** The prices of all services: a template has resources of several. */
  readonly prices: Prices;
}

/** What a resource of one type costs. */
export type Rule = (place: Place) => readonly (Charge | Unknown)[];

/** AWS does not charge for it. */
export interface Free {
  /** Where AWS says so. */
  readonly source: string;
}

/** What is known of the price of types of resources, by Pulumi's type or CloudFormation's. What is missing is "not priced". */
export type Prices = Readonly<Record<string, Rule | Free>>;

export const isFree = (price: Rule | Free | undefined): price is Free =>
  price !== undefined && typeof price !== "function";

/** Types that AWS does not charge for, as it says at `source`. */
export const free = (source: string, types: readonly string[]): Prices =>
  Object.fromEntries(types.map((type) => [type, { source }]));

/**
 * A rule for resources whose inputs are as `schema` says. Of others it is said which input is missing: a preview may not
 * know it yet.
 */
export const rule =
  <S extends z.ZodObject>(
    schema: S,
    charges: (props: z.output<S>, place: Place) => readonly (Charge | Unknown)[],
  ): Rule =>
  (place) => {
    const { success, data, error } = schema.safeParse(place.resource.props);
    if (success) return charges(data, place);
    const inputs = error.issues.map(({ path }) => path.join(".")).join(", ");
    return [{ item: place.resource.type, unknown: `${inputs} is not known` }];
  };

/** Bytes. */
export const GIB = 2 ** 30;

/** Use that is assumed of every student. */
export const byStudents = (
  { students }: Pick<Place, "students">,
  each: number,
  what: string,
): Pick<Charge, "quantity" | "assumed"> => ({
  quantity: each * students,
  assumed: `${each.toLocaleString("en")} ${what} a student`,
});
