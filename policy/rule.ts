import type { Limits } from "./limits.ts";
import type { Resource } from "./resource.ts";
import type { RuleId } from "./rule-ids.ts";
import type { Stack } from "./stack.ts";

export type Environment = "local" | "dev" | "prod";

/** Whether what violates a rule is stopped or only reported. */
export type Level = "mandatory" | "advisory";

/** What of a stack's configuration the rules depend on. */
export interface Settings {
  readonly environment: Environment;
  /** Where resources may stand. */
  readonly regions: readonly string[];
  readonly limits: Limits;
  /** Rules that this stack may violate, each with the reason. */
  readonly exceptions: Readonly<Partial<Record<RuleId, string>>>;
}

export interface Source {
  readonly name: string;
  readonly url: string;
}

interface About {
  readonly id: RuleId;
  /** What goes wrong without it. */
  readonly why: string;
  /** Who asks for it. */
  readonly source: Source;
  /** How a violation is mended. */
  readonly fix: string;
  readonly level: Readonly<Record<Environment, Level>>;
  /** The reason for a violation that a component above the resource was given, among its arguments. */
  readonly reasonGiven?: (props: Resource["props"]) => unknown;
}

/** A rule that one resource alone keeps or violates: what violates it is stopped before it is made. */
export interface ResourceRule extends About {
  /** @returns what is wrong, one sentence each */
  check(resource: Resource, settings: Settings): readonly string[];
}

/** A rule that only the stack as a whole keeps or violates: a preview reports it, an `up` does so at its end. */
export interface StackRule extends About {
  checkStack(stack: Stack, settings: Settings): readonly Violation[];
}

export interface Violation {
  /** The resource to fix; undefined if it is not a single one. */
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

/** For what costs money: on the emulator nothing does. */
export const ON_AWS: Rule["level"] = { local: "advisory", dev: "mandatory", prod: "mandatory" };

/** For what a rehearsal can do without. */
export const IN_PROD: Rule["level"] = { local: "advisory", dev: "advisory", prod: "mandatory" };
