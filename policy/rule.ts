import type { Limits } from "./limits.ts";
import type { Resource } from "./resource.ts";
import type { RuleId } from "./rule-ids.ts";
import type { Stack } from "./stack.ts";

export type Environment = "local" | "dev" | "prod";

/** Whether a violation stops the deployment or is only reported. */
export type Level = "mandatory" | "advisory";

/** The configuration that the rules depend on. */
export interface Settings {
  readonly environment: Environment;
  /** The regions in which resources are allowed. */
  readonly regions: readonly string[];
  readonly limits: Limits;
  /** Rules that this stack may violate, each with its reason. */
  readonly exceptions: Readonly<Partial<Record<RuleId, string>>>;
}

export interface Source {
  readonly name: string;
  readonly url: string;
}

interface About {
  readonly id: RuleId;
  /** What goes wrong without the rule. */
  readonly why: string;
  /** The source of the requirement. */
  readonly source: Source;
  /** How to fix a violation. */
  readonly fix: string;
  readonly level: Readonly<Record<Environment, Level>>;
  /** The reason for a violation, from the arguments of a component above the resource. */
  readonly reasonGiven?: (props: Resource["props"]) => unknown;
}

/** A rule that is checked on each resource alone: a violation stops the resource before it is created. */
export interface ResourceRule extends About {
  /** @returns one sentence for each violation */
  check(resource: Resource, settings: Settings): readonly string[];
}

/** A rule that is checked on the whole stack: a preview reports violations, an `up` reports them at its end. */
export interface StackRule extends About {
  checkStack(stack: Stack, settings: Settings): readonly Violation[];
}

export interface Violation {
  /** The resource to fix; undefined when it is not a single one. */
  readonly resource?: Resource;
  /** What is wrong, in one sentence. */
  readonly message: string;
}

export type Rule = ResourceRule | StackRule;

/** A control of AWS Foundational Security Best Practices, e.g. `EC2.8`. */
export function fsbp(control: string): Source {
  const [service = "", number = ""] = control.toLowerCase().split(".");
  const page = `https://docs.aws.amazon.com/securityhub/latest/userguide/${service}-controls.html`;
  return { name: `AWS FSBP ${control}`, url: `${page}#${service}-${number}` };
}

/** The same level in every environment. */
export const everywhere = (level: Level): Rule["level"] => ({
  local: level,
  dev: level,
  prod: level,
});

/** For costs: nothing costs money on the emulator. */
export const ON_AWS: Rule["level"] = { local: "advisory", dev: "mandatory", prod: "mandatory" };

/** For requirements that a rehearsal does not need. */
export const IN_PROD: Rule["level"] = { local: "advisory", dev: "advisory", prod: "mandatory" };
