import { RunError } from "@pulumi/pulumi/errors.js";
import type { z } from "zod";
import { nearest } from "./nearest.ts";
import { onStack } from "./on-stack.ts";
import { fieldNames, formOf, listFormOf, meaningOf, meaningsOf, schemaAt } from "./setting-form.ts";
import { shownValue } from "./shown-value.ts";
import type { Objection } from "./text-setting.ts";

/** An error in a stack's configuration, described for the person who has to correct it. */
export interface Problem {
  /** The full path, e.g. `class:labs.vpc-manual.cidrBlock`. */
  readonly key: string;
  /** The value; `undefined` when it is missing. */
  readonly value: unknown;
  /** Why it is not valid. */
  readonly reason: string;
  /** What to write instead; commands in it use `--stack NAME`. */
  readonly fix: string;
}

/** All errors in a configuration. Pulumi shows a RunError's message without a stack trace. */
export class ConfigError extends RunError {
  readonly problems: readonly Problem[];

  constructor(stack: string, problems: readonly Problem[]) {
    const its = problems.map((problem) => ({ ...problem, fix: onStack(problem.fix, stack) }));
    const count = its.length === 1 ? "1 problem" : `${its.length} problems`;
    super(
      `${count} in the configuration of stack ${stack}, nothing was changed:\n${its.map(describe).join("\n")}`,
    );
    this.name = "ConfigError";
    this.problems = its;
  }
}

const describe = ({ key, value, reason, fix }: Problem): string =>
  `  ${key}${value === undefined ? "" : ` = ${shownValue(value)}`}: ${reason}\n    fix: ${fix}`;

/** The errors that `schema` finds in `value`, as problems below `key`. */
export function problemsOf(
  key: string,
  value: unknown,
  schema: z.ZodType,
  error: z.ZodError,
): Problem[] {
  const mistyped = new Set(
    error.issues.filter(({ code }) => code === "invalid_type").map(({ path }) => path.join(".")),
  );
  return error.issues.flatMap((issue) => {
    // The length of a text does not matter when it should be a list.
    if (issue.code.startsWith("too_") && mistyped.has(issue.path.join("."))) return [];
    const path = issue.path.map(String);
    const at = [key, ...path].join(".");
    const found = path.reduce<unknown>(member, value);
    if (issue.code !== "unrecognized_keys") {
      return [{ key: at, value: found, ...objection(issue, { key, path, found, schema }) }];
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

/** The place of an issue. */
interface Place {
  readonly key: string;
  readonly path: readonly string[];
  readonly found: unknown;
  readonly schema: z.ZodType;
}

function objection(issue: z.core.$ZodIssue, place: Place): Objection {
  // A rule about several settings may reject a default, which is not in the configuration.
  if (issue.code === "custom")
    return { reason: issue.message, fix: String(issue.params?.fix ?? SEE_DOCS) };
  if (place.found === undefined) return { reason: "missing", fix: addition(place) };
  switch (issue.code) {
    case "invalid_type":
      return wrongType(issue.expected, place);
    case "invalid_value": {
      const choices = issue.values.map(String);
      const fix =
        typeof place.found === "string"
          ? nearest(place.found, choices)
          : `write one of ${choices.join(", ")}`;
      return { reason: "not a valid choice", fix };
    }
    case "too_small": {
      const unit = unitOf(issue.origin, Number(issue.minimum));
      const reason = `${unit ? "fewer" : "less"} than ${issue.minimum}${unit}`;
      return { reason, fix: `write ${issue.minimum}${unit} or more` };
    }
    case "too_big": {
      const unit = unitOf(issue.origin, Number(issue.maximum));
      const fix = `write ${issue.maximum}${unit} or ${unit ? "fewer" : "less"}`;
      return { reason: `more than ${issue.maximum}${unit}`, fix };
    }
    default:
      return { reason: issue.message, fix: SEE_DOCS };
  }
}

const SEE_DOCS = "see docs/labs.md";

function addition({ key, path, schema }: Place): string {
  const name = path.at(-1);
  if (name === undefined)
    return `pulumi config set ${key.replace("class:", "")} VALUE --stack NAME`;
  const meaning = meaningOf(schemaAt(schema, path));
  const place = [key, ...path.slice(0, -1)].join(".");
  return `write ${name}: VALUE below ${place}${meaning && `: ${meaning}`}`;
}

function wrongType(expected: string, { key, path, found, schema }: Place): Objection {
  switch (expected) {
    case "object":
    case "record": {
      // A list member is named after its list.
      const name = path.slice(/^\d+$/.test(path.at(-1) ?? "") ? -2 : -1).join(".") || key;
      const wanted = schemaAt(schema, path);
      const meanings = meaningsOf(wanted);
      const what = expected === "record" ? "NAME: VALUE, one a line," : "these settings";
      const fix = `write ${what} below ${name}${meanings && `: ${meanings}`}`;
      return { reason: `expected ${formOf(wanted)}`, fix };
    }
    case "array": {
      const form = listFormOf(schemaAt(schema, path)) ?? shownValue(asList(found));
      return { reason: "not a list", fix: `write a list such as ${form}` };
    }
    case "boolean":
      return { reason: "neither true nor false", fix: "write true or false" };
    case "int":
      return { reason: "not a whole number", fix: "write a whole number, without quotes" };
    case "number":
      return { reason: "not a number", fix: "write a number, without quotes" };
    case "string":
      return { reason: "not text", fix: asText(found) };
    default:
      return { reason: `expected ${expected}`, fix: SEE_DOCS };
  }
}

/** A number is suggested in quotes, as text; anything else would still be wrong in quotes. */
function asText(found: unknown): string {
  if (typeof found === "number") return "write the value in quotes";
  if (found === null) return "write a text behind the colon, or remove the line";
  return typeof found === "object"
    ? "write one text, without a list or settings"
    : "write a text in the place of true or false";
}

/** `a, b` and `{x: a, y: b}` are treated as two members. */
function asList(found: unknown): unknown[] {
  if (found === null || typeof found === "boolean") return ["VALUE"];
  if (typeof found === "number") return [String(found)]; // no list contains numbers
  // `-a`, without a space behind the hyphen, is a text.
  if (typeof found === "string")
    return found.split(",").map((member) => member.replace(/^[\s-]+|\s+$/g, ""));
  if (typeof found !== "object") return [found];
  // `{a: true}` lists its keys.
  return Object.entries(found).map(([key, value]: [string, unknown]) =>
    value === true ? key : value,
  );
}

/** The unit of a size; empty for a number, whose size is its value. */
function unitOf(origin: string, count: number): string {
  if (origin === "array") return count === 1 ? " entry" : " entries";
  if (origin !== "string") return "";
  return count === 1 ? " character" : " characters";
}
