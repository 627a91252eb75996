import { z } from "zod";

/** What happens to resources, the most severe first. */
export const KINDS = ["delete", "replace", "update", "create"] as const;
export type Kind = (typeof KINDS)[number];

/** What would happen to one resource: only names, no values of its properties. */
const CHANGE = z.object({
  kind: z.enum(KINDS),
  type: z.string(),
  name: z.string(),
  /** Its lab, or the foundation of several labs; "" for none. */
  group: z.string().regex(/^[\w-]*$/),
  /** Whether it has data, or a name that cannot be reclaimed. */
  data: z.boolean(),
  /** The properties that differ. */
  properties: z.array(z.string()),
  /** Those that cause a replacement. */
  reasons: z.array(z.string()),
});

/** The stack's cost in USD an hour, before and after. */
const COST = z.object({
  before: z.number(),
  after: z.number(),
  groups: z.array(z.object({ group: z.string(), before: z.number(), after: z.number() })),
  /** Types of resources without a known price, by lab and foundation. */
  unpriced: z.array(z.object({ group: z.string(), type: z.string() })),
  /** The date of the prices. */
  asOf: z.string(),
});

/** A policy that the stack would violate. */
const FINDING = z.object({
  rule: z.string(),
  level: z.enum(["mandatory", "advisory", "excused"]),
  /** Resource or lab; left out for the whole stack. */
  where: z.string().optional(),
  /** What is wrong; for an allowed exception, its reason. */
  message: z.string(),
  fix: z.string().optional(),
});

/** The preview of one environment, without private values. */
export const ENVIRONMENT_PREVIEW = z.object({
  stack: z.string().regex(/^[\w./-]+$/),
  /** Whether it ran on an emulated AWS, which is empty. */
  emulated: z.boolean(),
  /** The end of the class used for the preview when its settings have none. */
  assumedEnd: z.iso.datetime({ offset: true }).optional(),
  /** Why it cannot be deployed; left out when it can. */
  failure: z.string().optional(),
  changes: z.array(CHANGE),
  /** Number of unchanged resources. */
  unchanged: z.number(),
  cost: COST.optional(),
  findings: z.array(FINDING).optional(),
});

export type Change = z.output<typeof CHANGE>;
export type Cost = z.output<typeof COST>;
export type Finding = z.output<typeof FINDING>;
export type EnvironmentPreview = z.output<typeof ENVIRONMENT_PREVIEW>;

/** Number of changes of each kind. */
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

/** Whether a mandatory policy is violated without an exception. */
export const isForbidden = ({ level }: Finding): boolean => level === "mandatory";
