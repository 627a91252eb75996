import type { Resource } from "./resource.ts";
import type { RuleId } from "./rule-ids.ts";
import type { Rule, Settings } from "./rule.ts";
import type { Stack } from "./stack.ts";

/** Why a violation is allowed. */
export interface Exception {
  readonly reason: string;
  /** The source of the reason: a lab of the catalogue, the stack's config, or an argument of the component. */
  readonly from: "lab" | "config" | "component";
}

/** A rule that a lab cannot comply with, because of what it teaches. */
export interface LabException {
  readonly rule: RuleId;
  /** Or a foundation, which labs share. */
  readonly lab: string;
  readonly reason: string;
}

const NO_CERTIFICATE =
  "a certificate needs a domain; the pages are samples, and no confidential data is sent";
const WEBSITE_ENDPOINT =
  "S3 website endpoints only support HTTP: a policy that requires TLS would make the lab's site unreachable";

/** The labs' exceptions, for all stacks. A test fails when one is no longer needed. */
export const LAB_EXCEPTIONS: readonly LabException[] = [
  ...["load-balancer", "auto-scaling", "in-place-deploy", "blue-green", "codedeploy"].map(
    (lab) => ({ rule: "load-balancer-tls", lab, reason: NO_CERTIFICATE }) as const,
  ),
  ...["static-site", "domain-site"].map(
    (lab) => ({ rule: "bucket-tls", lab, reason: WEBSITE_ENDPOINT }) as const,
  ),
  {
    rule: "no-iam-users",
    lab: "iam-users",
    reason: "the lab teaches users, groups and MFA; every user must use MFA",
  },
  {
    rule: "no-iam-users",
    lab: "login",
    reason:
      "a student has a user for the hours of the class: each right ends with it, and a boundary limits what can be added",
  },
  {
    rule: "no-iam-users",
    lab: "s3-backup",
    reason: "a PC outside AWS cannot use a role; the user is limited to one prefix of one bucket",
  },
  {
    rule: "no-access-keys",
    lab: "s3-backup",
    reason: "the lab's backup program uses an access key, limited to one prefix of one bucket",
  },
];

/** Why a violation of `rule` is allowed. The reason nearest to the resource applies. */
export function exceptionOf(
  rule: Rule,
  resource: Resource | undefined,
  stack: Stack,
  { exceptions }: Settings,
): Exception | undefined {
  const components = resource ? stack.ancestors(resource) : [];
  const given = components.map(({ props }) => rule.reasonGiven?.(props)).find(isReason);
  if (given !== undefined) return { reason: given, from: "component" };
  const lab = resource && stack.labOf(resource);
  const recorded = LAB_EXCEPTIONS.find((each) => each.rule === rule.id && each.lab === lab);
  if (recorded) return { reason: recorded.reason, from: "lab" };
  const reason = exceptions[rule.id];
  return reason === undefined ? undefined : { reason, from: "config" };
}

const isReason = (value: unknown): value is string =>
  typeof value === "string" && value.trim() !== "";
