import { z } from "zod";

/** What happens to resources, the worst first. */
export const KINDS = ["delete", "replace", "update", "create"] as const;
export type Kind = (typeof KINDS)[number];

/** What would happen to one resource: names only, no value of any of its properties. */
const CHANGE = z.object({
  kind: z.enum(KINDS),
  type: z.string(),
  name: z.string(),
  /** The lab, or the foundation of several labs, that it belongs to; "" for none. */
  group: z.string().regex(/^[\w-]*$/),
  /** Whether it holds data, or a name that cannot be reclaimed. */
  data: z.boolean(),
  /** The properties that differ. */
  properties: z.array(z.string()),
  /** Those of them that make a replacement necessary. */
  reasons: z.array(z.string()),
});

/** What the stack costs in USD an hour, as it is and as it would be. */
const COST = z.object({
  before: z.number(),
  after: z.number(),
  groups: z.array(z.object({ group: z.string(), before: z.number(), after: z.number() })),
  /** Types of resources whose price is unknown here, by lab and foundation. */
  unpriced: z.array(z.object({ group: z.string(), type: z.string() })),
  /** The day the prices were valid. */
  asOf: z.string(),
});

/** A rule that the stack would violate. */
const FINDING = z.object({
  rule: z.string(),
  level: z.enum(["mandatory", "advisory", "excused"]),
  /** Resource or lab; left out where the whole stack is meant. */
  where: z.string().optional(),
  /** What is wrong; of what is excused, why it may be so. */
  message: z.string(),
  fix: z.string().optional(),
});

/** The preview of one environment, without values that are not for everybody. */
export const ENVIRONMENT_PREVIEW = z.object({
  stack: z.string().regex(/^[\w./-]+$/),
  /** Whether it ran on an emulated AWS, which is empty. */
  emulated: z.boolean(),
  /** The end of the class that it was previewed with, where its settings do not say one. */
  assumedEnd: z.iso.datetime({ offset: true }).optional(),
  /** Why it cannot be deployed; left out when it can. */
  failure: z.string().optional(),
  changes: z.array(CHANGE),
  /** Resources that stay as they are. */
  unchanged: z.number(),
  cost: COST.optional(),
  findings: z.array(FINDING).optional(),
});

export type Change = z.output<typeof CHANGE>;
export type Cost = z.output<typeof COST>;
export type Finding = z.output<typeof FINDING>;
export type EnvironmentPreview = z.output<typeof ENVIRONMENT_PREVIEW>;

/** How many there are of each kind. */
export const countKinds = (changes: readonly Change[]): Record<Kind, number> => {
  const count = (kind: Kind) => changes.filter((change) => change.kind === kind).length;
  return {
    delete: count("delete"),
    replace: count("replace"),
    update: count("update"),
    create: count("create"),
  };
};

/** Whether data is lost, or a name that cannot be reclaimed. */
export const losesData = ({ data, kind }: Change): boolean =>
  data && (kind === "delete" || kind === "replace");

/** Whether a mandatory rule is violated without an exception. */
export const isForbidden = ({ level }: Finding): boolean => level === "mandatory";
