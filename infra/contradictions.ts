import { instanceSettings } from "../labs/contract/instance-type.ts";
import type { ClassSettings } from "../labs/contract/class-settings.ts";
import type { Problem } from "../labs/contract/problems.ts";
import { isWorld } from "../lib/cidr.ts";
import { aboveLimits, type Limits } from "../policy/limits.ts";
import type { RuleId } from "../policy/rule-ids.ts";
import type { ActiveLab } from "./active-labs.ts";

/** Values that are valid on their own; invalid values are undefined. */
type Parsed = Partial<
  Pick<ClassSettings, "environment" | "adminCidrs" | "expires" | "peerRegion"> & {
    readonly policyLimits: Limits;
    readonly each: unknown;
    readonly budget: boolean;
    readonly maxClassCost: number | undefined;
    readonly email: string | undefined;
    readonly student: unknown;
    readonly shared: unknown;
    readonly policyExceptions: Readonly<Partial<Record<RuleId, string | undefined>>>;
  }
>;

/** The values to compare them with. */
interface Given {
  readonly stack: string;
  /** The original values by full key. */
  readonly values: Readonly<Record<string, string>>;
  readonly labs: readonly ActiveLab[];
  readonly region: string | undefined;
  /** The time that `expires` must be after. */
  readonly now: Date | undefined;
}

/** Values that contradict each other, or the current time. */
export const contradictions = (parsed: Parsed, given: Given): Problem[] => [
  ...openToTheWorld(parsed, given.values),
  ...tooLarge(parsed, given.labs),
  ...pastOrAgain(parsed, given),
  ...studentsTwice(parsed, given),
  ...budgetOfNothing(parsed, given.values),
  ...zonesTwice(given.labs),
];

/** SSH and RDP open to everybody: refused in prod, and elsewhere without a reason. */
function openToTheWorld(
  { adminCidrs = [], environment }: Parsed,
  values: Given["values"],
): Problem[] {
  const inProd = environment === "prod";
  if (!inProd && values["class:allowOpenAdmin"]) return []; // the field's own check validates the reason
  const own = "write your own address, e.g. 203.0.113.7/32";
  return adminCidrs.filter(isWorld).map((value) => ({
    key: "class:adminCidrs",
    value,
    reason: `SSH and RDP would be open to the internet${inProd ? ", which prod does not allow" : ""}`,
    fix: inProd ? own : `${own}, or give the reason in class:allowOpenAdmin`,
  }));
}

/**
 * Checked before anything is created, also on the emulator, where the class is rehearsed: the policy would report it only when
 * Pulumi runs.
 */
function tooLarge(
  { policyLimits: limits, policyExceptions = {} }: Parsed,
  labs: readonly ActiveLab[],
): Problem[] {
  if (limits === undefined || policyExceptions["instance-type"] !== undefined) return [];
  return labs.flatMap(({ lab, settings }) =>
    instanceSettings(lab.settings).flatMap((name) => {
      const value = String(settings[name]);
      const above = aboveLimits(value, limits);
      if (above === undefined) return [];
      return [
        { key: `class:labs.${lab.id}.${name}`, value, reason: above.message, fix: above.fix },
      ];
    }),
  );
}

function pastOrAgain({ expires, peerRegion }: Parsed, { stack, region, now }: Given): Problem[] {
  const problems: Problem[] = [];
  if (expires && now && new Date(expires) <= now) {
    const fix = `npm start -- --stack ${stack} --expires 18:00\n    or, with a future time: pulumi config set expires TIME --stack ${stack}`;
    problems.push({
      key: "class:expires",
      value: expires,
      reason: "this time is in the past",
      fix,
    });
  }
  if (region && peerRegion === region) {
    const fix = "choose another region, e.g. ap-northeast-1";
    const reason = "the same region as aws:region";
    problems.push({ key: "class:peerRegion", value: peerRegion, reason, fix });
  }
  return problems;
}

/** A stack belongs to a class or to a student, not to both. */
function studentsTwice(
  { each, shared, student: valid }: Parsed,
  { stack, values }: Given,
): Problem[] {
  const student = values["class:student"];
  const isStudent = student !== undefined && student !== "";
  const fix =
    "remove it; to write it into each student's stack: npm run class -- open ROSTER --class NAME";
  if (isStudent && each !== undefined) {
    const reason = "class:each belongs in the class's own stack, not in a student's";
    return [{ key: "class:student", value: student, reason, fix }];
  }
  if (isStudent && valid !== undefined && !stack.endsWith(`-${student}`)) {
    const reason = `stack ${stack} is not this student's stack, which is named CLASS-${student}`;
    return [{ key: "class:student", value: student, reason, fix }];
  }
  if (isStudent || shared === undefined) return [];
  const reason = "only a student's stack uses shared parts of the class's stack";
  return [{ key: "class:shared", value: undefined, reason, fix }];
}

/** A budget needs a limit and a reader. A key with an invalid value has a problem of its own. */
const budgetOfNothing = ({ budget }: Parsed, values: Given["values"]): Problem[] =>
  budget === true
    ? ["class:maxClassCost", "class:email"]
        .filter((key) => !values[key])
        .map((key) => ({
          key: "class:budget",
          value: true,
          reason: `a budget needs ${key}, which is not set`,
          fix: `set ${key}, or remove class:budget`,
        }))
    : [];

/** Labs with the same domain share its zone: they cannot use an existing zone in one lab, and a new one in another. */
function zonesTwice(labs: readonly ActiveLab[]): Problem[] {
  const first = new Map<unknown, ActiveLab>();
  return labs.flatMap((active) => {
    const { domain, zoneId } = active.settings;
    if (typeof domain !== "string") return [];
    const { lab, settings } = first.get(domain) ?? active;
    first.set(domain, { lab, settings });
    if (settings.zoneId === zoneId) return [];
    const reason = `lab ${lab.id} has domain ${domain} with ${zoneId === undefined ? `zoneId ${String(settings.zoneId)}` : "another zone"}: a domain has one zone`;
    const fix = "write the same zoneId in both labs, or in neither, or another domain";
    return [{ key: `class:labs.${active.lab.id}.zoneId`, value: zoneId, reason, fix }];
  });
}
