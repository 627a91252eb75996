import type { z } from "zod";
import type { Inventory, PricedResource } from "./priced-resource.ts";

/** A cost of a resource: a quantity of an item in the price table. */
export interface Charge {
  /** What is charged, for a reader: `t3.micro, Linux`. */
  readonly item: string;
  /** Key of the price table. */
  readonly price: string;
  readonly quantity: number;
  /**
   * `hour` and `month` are billed by the second, at least one minute; a `begun hour` and a `begun month` are billed in full;
   * `class` is billed once, by use.
   */
  readonly per: "hour" | "begun hour" | "month" | "begun month" | "class";
  /** Whether it is charged only while the resource runs. @default false: for as long as it exists */
  readonly whileRunning?: boolean;
  /** The assumed use, where the cost depends on use. */
  readonly assumed?: string;
  /** The region of the price. @default the resource's region */
  readonly region?: string;
}

/** A cost whose amount is not known here. */
export interface Unknown {
  readonly item: string;
  readonly unknown: string;
}

export interface Place {
  readonly resource: PricedResource;
  readonly inventory: Inventory;
  /** The number of students who use the resources. */
  readonly students: number;
  /** The price rules of all services: a template has resources of several. */
  readonly prices: Prices;
}

/** The costs of a resource of one type. */
export type Rule = (place: Place) => readonly (Charge | Unknown)[];

/** AWS does not charge for the resource. */
export interface Free {
  /** The page on which AWS says so. */
  readonly source: string;
}

/** Price rules by resource type, Pulumi's or CloudFormation's. A type without a rule is "not priced". */
export type Prices = Readonly<Record<string, Rule | Free>>;

export const isFree = (price: Rule | Free | undefined): price is Free =>
  price !== undefined && typeof price !== "function";

/** Types that AWS does not charge for, according to `source`. */
export const free = (source: string, types: readonly string[]): Prices =>
  Object.fromEntries(types.map((type) => [type, { source }]));

/** A rule for resources whose inputs match `schema`. For others, the missing input is named: a preview may not know it yet. */
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

/** The use that is assumed per student. */
export const byStudents = (
  { students }: Pick<Place, "students">,
  each: number,
  what: string,
): Pick<Charge, "quantity" | "assumed"> => ({
  quantity: each * students,
  assumed: `${each.toLocaleString("en")} ${what} a student`,
});
