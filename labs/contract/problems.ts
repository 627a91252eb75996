import { RunError } from "@pulumi/pulumi/errors.js";
import { closest } from "fastest-levenshtein";
import { z } from "zod";
import { unwrapped } from "./settings.ts";

/** One mistake in a stack's configuration, in the words of the person who has to mend it. */
export interface Problem {
  /** Full path, e.g. `class:labs.vpc-manual.cidrBlock`. */
  readonly key: string;
  /** What stands there; `undefined` when nothing does. */
  readonly value: unknown;
  /** Why that cannot be. */
  readonly reason: string;
  /** What to write instead. */
  readonly fix: string;
}

/** All mistakes of a configuration at once. Pulumi shows a RunError's message without a stack trace. */
export class ConfigError extends RunError {
  readonly problems: readonly Problem[];

  constructor(stack: string, problems: readonly Problem[]) {
    const count = problems.length === 1 ? "1 problem" : `${problems.length} problems`;
    super(
      `${count} in the configuration of stack ${stack}, nothing was changed:\n${problems.map(describe).join("\n")}`,
    );
    this.name = "ConfigError";
    this.problems = problems;
  }
}

const describe = ({ key, value, reason, fix }: Problem): string =>
  `  ${key}${value === undefined ? "" : ` = ${shown(value)}`}: ${reason}\n    fix: ${fix}`;

const SHOWN_CHARACTERS = 80;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}...`;
}

/** "did you mean x?" when some valid name is near, else the list of them. */
export function nearest(name: string, valid: readonly string[]): string {
  if (valid.length === 0) return "remove it: nothing can be set here";
  // A part of a name is nearer than any other spelling.
  const part = valid.find((known) => known.toLowerCase().includes(name.toLowerCase()));
  const best = part ?? closest(name, valid);
  return `did you mean ${best}? Valid: ${valid.join(", ")}`;
}

/** Where `schema` finds fault with `value`, as problems below `key`. */
export function problemsOf(
  key: string,
  value: unknown,
  schema: z.ZodType,
  error: z.ZodError,
): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map(String);
    const at = [key, ...path].join(".");
    const found = path.reduce<unknown>(member, value);
    if (issue.code !== "unrecognized_keys") {
      return [
        { key: at, value: found, reason: reasonOf(issue, found), fix: fixOf(issue, at, found) },
      ];
    }
    const valid = fieldNames(schema, path);
    return issue.keys.map((name) => ({
      key: `${at}.${name}`,
      value: member(found, name),
      reason: "there is no such setting",
      fix: nearest(name, valid),
    }));
  });
}

const member = (value: unknown, name: string): unknown =>
  value !== null && typeof value === "object"
    ? (value as Record<string, unknown>)[name]
    : undefined;

/** The names an object schema knows at `path`. */
function fieldNames(schema: unknown, [name, ...rest]: readonly string[]): string[] {
  const form = unwrapped(schema);
  if (form instanceof z.ZodArray) return fieldNames(form.element, rest);
  if (form instanceof z.ZodRecord) return fieldNames(form.valueType, rest);
  if (!(form instanceof z.ZodObject)) return [];
  const shape: Record<string, unknown> = form.shape;
  return name === undefined ? Object.keys(shape) : fieldNames(shape[name], rest);
}

function reasonOf(issue: z.core.$ZodIssue, found: unknown): string {
  switch (issue.code) {
    case "invalid_type":
      return found === undefined ? "it is missing" : `it is no ${issue.expected}`;
    case "invalid_value":
      return "it is none of the choices";
    case "too_small":
      return `it is less than ${String(issue.minimum)}`;
    case "too_big":
      return `it is more than ${String(issue.maximum)}`;
    default:
      return issue.message;
  }
}

function fixOf(issue: z.core.$ZodIssue, key: string, found: unknown): string {
  if (found === undefined) return `pulumi config set ${key.replace("class:", "")} VALUE`;
  switch (issue.code) {
    case "custom":
      return String(issue.params?.fix ?? "see docs/labs.md");
    case "invalid_type":
      return `write a value of type ${issue.expected}`;
    case "invalid_value":
      return `write one of ${issue.values.map(String).join(", ")}`;
    case "too_small":
      return `write ${String(issue.minimum)} or more`;
    case "too_big":
      return `write ${String(issue.maximum)} or less`;
    default:
      return "see docs/labs.md";
  }
}
