/** A group of instance families that share a quota of vCPUs. */
export interface VcpuFamilies {
  /** What the quota counts, for a reader. */
  readonly what: string;
  /** The quota's code in Service Quotas. */
  readonly code: string;
  /** AWS's default for a new account. */
  readonly standard: number;
  /** Matches the names of its families. */
  readonly pattern: RegExp;
}

const STANDARD: VcpuFamilies = {
  what: "vCPUs of standard servers (A, C, D, H, I, M, R, T, Z)",
  code: "L-1216C47A",
  standard: 5,
  pattern: /^(a|c|d|h|i|im|is|m|r|t|z)\d/,
};

const families = (what: string, code: string, pattern: RegExp): VcpuFamilies => ({
  ...{ what: `vCPUs of ${what} servers`, code, standard: 0, pattern },
});

/** The quotas of On-Demand Instances. https://docs.aws.amazon.com/ec2/latest/instancetypes/ec2-instance-quotas.html */
export const VCPU_FAMILIES: readonly VcpuFamilies[] = [
  STANDARD,
  families("DL", "L-6E869C2A", /^dl\d/),
  families("F", "L-74FC7D96", /^f\d/),
  families("G and VT", "L-DB2E81BA", /^(g|gr|vt)\d/),
  families("High Memory", "L-43DA4232", /^u(\d\w*)?-/),
  families("HPC", "L-F7808C92", /^hpc\d/),
  families("Inf", "L-1945791B", /^inf\d/),
  families("P", "L-417A185B", /^p\d/),
  families("Trn", "L-2C3B7624", /^trn\d/),
  families("X", "L-7295265B", /^x\d/),
];

/** The quota that an instance type counts towards. @returns the standard one when the type or its family is not known */
export const familiesOf = (instanceType: string | undefined): VcpuFamilies =>
  VCPU_FAMILIES.find(({ pattern }) => pattern.test(instanceType ?? "")) ?? STANDARD;

/** Families in which even small sizes have two vCPUs: https://aws.amazon.com/ec2/instance-types/ */
const TWO_AT_LEAST = /^t(3|3a|4g)$/;

/** Families whose sizes do not show their vCPUs: hpc6a.48xlarge has 96. */
const NOT_BY_SIZE = /^(hpc|mac)/;

const BY_SIZE: Readonly<Record<string, number>> = {
  nano: 1,
  micro: 1,
  small: 1,
  medium: 1,
  large: 2,
  xlarge: 4,
};

/** The vCPUs of an instance type; undefined when its name does not show them. */
export function vcpusOf(instanceType: string): number | undefined {
  const [family = "", size = ""] = instanceType.split(".");
  if (NOT_BY_SIZE.test(family)) return undefined;
  const times = /^(\d+)xlarge$/.exec(size)?.[1];
  if (times !== undefined) return 4 * Number(times);
  if (instanceType === "t2.medium") return 2;
  const count = BY_SIZE[size];
  return count !== undefined && TWO_AT_LEAST.test(family) ? Math.max(2, count) : count;
}
