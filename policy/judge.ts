import { exceptionOf, type Exception } from "./exceptions.ts";
import type { Resource } from "./resource.ts";
import type { RuleId } from "./rule-ids.ts";
import type { Level, ResourceRule, Rule, Settings, Violation } from "./rule.ts";
import { RULES } from "./rules/index.ts";
import { Stack } from "./stack.ts";

/** A violation of a rule. */
export interface Finding {
  readonly rule: RuleId;
  /** The resource; undefined when the finding is about the whole stack. */
  readonly resource?: Pick<Resource, "urn" | "type" | "name">;
  /** The lab or foundation that the resource belongs to. */
  readonly lab?: string;
  /** What is wrong. It contains no value that could be a secret. */
  readonly message: string;
  readonly fix: string;
  readonly level: Level;
  /** The reason why it is allowed; undefined without one. */
  readonly exception?: Exception;
}

/** All findings of the rules in a stack. */
export function judge(resources: readonly Resource[], settings: Settings): Finding[] {
  const stack = new Stack(resources);
  return RULES.flatMap((rule) => apply(rule, stack, settings));
}

/** The findings of one rule in a stack. */
export const apply = (rule: Rule, stack: Stack, settings: Settings): Finding[] =>
  "checkStack" in rule
    ? rule.checkStack(stack, settings).map((violation) => finding(rule, violation, stack, settings))
    : stack.resources.flatMap((resource) => applyTo(resource, rule, stack, settings));

/** The findings of a rule for one resource. Only the resource's ancestors need to be declared in the stack. */
export const applyTo = (
  resource: Resource,
  rule: ResourceRule,
  stack: Stack,
  settings: Settings,
): Finding[] =>
  rule
    .check(resource, settings)
    .map((message) => finding(rule, { resource, message }, stack, settings));

function finding(
  rule: Rule,
  { resource, message }: Violation,
  stack: Stack,
  settings: Settings,
): Finding {
  const { id, fix, level } = rule;
  const found = { rule: id, message, fix, level: level[settings.environment] };
  const exception = exceptionOf(rule, resource, stack, settings);
  const excused = exception === undefined ? found : { ...found, exception };
  if (resource === undefined) return excused;
  const { urn, type, name } = resource;
  const lab = stack.labOf(resource);
  return { ...excused, resource: { urn, type, name }, ...(lab !== undefined && { lab }) };
}

/** The findings without an exception. */
export const unexplained = (findings: readonly Finding[]): Finding[] =>
  findings.filter(({ exception }) => exception === undefined);
