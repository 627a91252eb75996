/** The limits of a class. */
export interface Limits {
  /** The allowed beginnings of instance types, e.g. `t3` for `t3.micro` and `db.t3.micro`. */
  readonly instanceFamilies: readonly string[];
  /** The largest size for all these families. */
  readonly instanceSize: Size;
  /** The number of servers in a stack, with Auto Scaling groups at their maximum size. */
  readonly instances: number;
}

/** The possible sizes, from small to large. */
export const SIZES = ["nano", "micro", "small", "medium", "large", "xlarge", "2xlarge"] as const;
export type Size = (typeof SIZES)[number];

/** Enough for all labs together, with some reserve; `class:policyLimits` changes it. */
export const DEFAULT_LIMITS: Limits = {
  instanceFamilies: ["t2", "t3", "t3a", "t4g", "m5", "m6i", "m6g", "m7i", "m7g"],
  instanceSize: "large",
  instances: 40,
};

/** Why an instance type, or a database's instance class, is not allowed, and what to do. */
export interface AboveLimits {
  readonly message: string;
  readonly fix: string;
}

/** Undefined for a type within the limits. */
export function aboveLimits(
  name: string,
  { instanceFamilies: families, instanceSize }: Limits,
): AboveLimits | undefined {
  const [family = "", size = ""] = name.replace(/^db\./, "").split(".");
  if (!families.includes(family))
    return {
      message: `${name} is not in an allowed family`,
      fix: `choose one of ${families.join(", ")}, or add ${family} to class:policyLimits.instanceFamilies`,
    };
  const allowed: readonly string[] = SIZES.slice(0, SIZES.indexOf(instanceSize) + 1);
  if (allowed.includes(size)) return undefined;
  return {
    message: `${name} is larger than ${instanceSize}`,
    fix: `choose ${instanceSize} or smaller, or change class:policyLimits.instanceSize`,
  };
}
