import { apply, type Finding } from "../../policy/judge.ts";
import { DEFAULT_LIMITS } from "../../policy/limits.ts";
import type { Resource } from "../../policy/resource.ts";
import type { RuleId } from "../../policy/rule-ids.ts";
import type { Settings } from "../../policy/rule.ts";
import { RULES } from "../../policy/rules/index.ts";
import { Stack } from "../../policy/stack.ts";
import { type Sample, TAGS } from "./sample.ts";

export const SETTINGS: Settings = {
  environment: "prod",
  regions: ["ap-northeast-2", "ap-northeast-1", "us-east-1"],
  limits: DEFAULT_LIMITS,
  exceptions: {},
};

/** A resource as a program would declare it, tagged as its class is unless it has tags of its own. */
export function resource({ type, name, props, refs = {} }: Sample, parent?: Resource): Resource {
  return {
    urn: `urn:${name}`,
    type,
    name,
    parent: parent?.urn,
    props: { tags: TAGS, ...props },
    sources: Object.fromEntries(Object.entries(refs).map(([input, to]) => [input, [`urn:${to}`]])),
    taggable: true,
  };
}

/** A resource of a type of `aws:`, with these inputs. */
export const made = (type: string, props: Resource["props"], parent?: Resource): Resource =>
  resource({ type: `aws:${type}`, name: "it", props }, parent);

/** What one rule finds in resources. */
export function findings(
  id: RuleId,
  resources: readonly Resource[],
  settings: Partial<Settings> = {},
): Finding[] {
  const rule = RULES.find((each) => each.id === id);
  if (!rule) throw new Error(`there is no rule ${id}`);
  return apply(rule, new Stack(resources), { ...SETTINGS, ...settings });
}

/** The same, in words. */
export const messages = (id: RuleId, ...resources: readonly Resource[]): string[] =>
  findings(id, resources).map(({ message }) => message);
