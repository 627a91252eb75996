/** Families that count towards the quota "Running On-Demand Standard (A, C, D, H, I, M, R, T, Z) instances". */
const STANDARD = /^(a|c|d|h|i|im|is|m|r|t|z)\d/;

/** Families in which even small sizes have two vCPUs: https://aws.amazon.com/ec2/instance-types/ */
const TWO_AT_LEAST = /^t(3|3a|4g)$/;

const BY_SIZE: Readonly<Record<string, number>> = {
  nano: 1,
  micro: 1,
  small: 1,
  medium: 1,
  large: 2,
  xlarge: 4,
};

/** The vCPUs of an instance type of a standard family; undefined for other families and unknown sizes. */
export function standardVcpus(instanceType: string): number | undefined {
  const [family = "", size = ""] = instanceType.split(".");
  if (!STANDARD.test(family)) return undefined;
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  if (times !== undefined) return 4 * Number(times);
  if (instanceType === "t2.medium") return 2;
  const count = BY_SIZE[size];
  return count !== undefined && TWO_AT_LEAST.test(family) ? Math.max(2, count) : count;
}
