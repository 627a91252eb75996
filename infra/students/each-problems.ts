import { nearest } from "../../labs/contract/nearest.ts";
import { ConfigError, type Problem } from "../../labs/contract/problems.ts";
import { studentConfig, type StudentPlace, studentStack } from "./settings.ts";

/** The keys that `class:each` may override. */
const EACH_KEYS: readonly string[] = [
  "labs",
  "login",
  "protect",
  "watchdog",
  "adminCidrs",
  "allowOpenAdmin",
  "instanceConnect",
  "policyExceptions",
  "policyLimits",
  "maxHourlyCost",
  "acceptUnpriced",
];

/** A sample student for checking `class:each`. */
const SAMPLE: StudentPlace = { id: "s01" };

/**
 * The errors in `class:each`: those of the resulting student settings, in combination with the class-wide settings, such as an
 * e-mail address that only students' labs need.
 *
 * @param stack the class's
 */
export function eachProblems(
  stack: string,
  {
    values,
    each,
    parse,
  }: {
    readonly values: Readonly<Record<string, string>>;
    readonly each: Readonly<Record<string, unknown>>;
    /** Reads a stack's settings. @throws ConfigError */
    readonly parse: (source: {
      readonly stack: string;
      readonly values: Readonly<Record<string, string>>;
    }) => unknown;
  },
): Problem[] {
  const unknown = Object.keys(each).filter((key) => !EACH_KEYS.includes(key));
  if (unknown.length > 0)
    return unknown.map((key) => ({
      key: `class:each.${key}`,
      value: each[key],
      reason: "a student's stack has no such setting of its own",
      fix: nearest(key, EACH_KEYS),
    }));
  const sample = studentStack(stack, SAMPLE.id);
  try {
    parse({ stack: sample, values: asTexts(studentConfig(values, SAMPLE)) });
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.problems.map((problem) => {
      // Commands in it are for the stack whose file contains the settings.
      const fix = problem.fix.replaceAll(`--stack ${sample}`, `--stack ${stack}`);
      return isOfEach(problem.key, each)
        ? { ...problem, key: ofEach(problem.key), fix: ofEach(fix) }
        : { ...problem, fix };
    });
  }
}

const asTexts = (config: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(config).map(([key, value]) => [
      key,
      typeof value === "string" ? value : JSON.stringify(value),
    ]),
  );

/** Rewrites a text about a student's keys for the class's keys: `below class:each.labs`. */
const ofEach = (text: string): string =>
  text.replace(/\bclass:(\w+)/g, (key, name: string) =>
    EACH_KEYS.includes(name) ? `class:each.${name}` : key,
  );

/** Whether a student's key comes from the class's `each`. */
const isOfEach = (key: string, each: Readonly<Record<string, unknown>>): boolean =>
  Object.keys(each).some((name) => `${key}.`.startsWith(`class:${name}.`));
