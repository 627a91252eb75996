import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { distance } from "fastest-levenshtein";
import { wordsOfCall } from "./npm-log.ts";

/** An option that npm took for itself. */
export interface Taken {
  /** As it is written, without the dashes; what was meant where it was misspelt. */
  readonly name: string;
  /** `true` where none was written. */
  readonly value: string;
}

/** Names of options. */
export interface KnownOptions {
  /** Those of the command that was called. */
  readonly own: readonly string[];
  /** Those of all commands. */
  readonly others: readonly string[];
}

/** Options that npm has, too: that they are set may say nothing about this call. */
const OF_NPM = ["all", "json", "yes"];

/** Options that npm reads as several of its own, a letter each, `--lang` as `-l -a -n -g`: what that sets. */
const IN_LETTERS: readonly (readonly [name: string, sets: readonly string[]])[] = [
  ["lang", ["all", "global", "long"]],
  ["class", ["all", "long"]],
];

const PREFIX = "npm_config_";

/**
 * The options in a call such as `npm run down --stack=dev`: npm does not know them, hands nothing on, and sets a variable.
 * One that is misspelt counts as the command's own that it resembles.
 *
 * @param args what npm has handed on
 */
export function takenByNpm(
  known: KnownOptions,
  env: NodeJS.ProcessEnv,
  args: readonly string[] = [],
): Taken[] {
  if (env.npm_lifecycle_event === undefined) return [];
  const spelt = inLetters(known, env);
  const set = fromEnvironment(known, env).filter(({ name }) => !spelt?.sets.includes(name));
  const found = [...set, ...(spelt ? [{ name: spelt.name, value: "true" }] : [])];
  const logged = fromLog(known, wordsOfCall(args, env) ?? []);
  return [...found, ...logged.filter(({ name }) => !found.some((other) => other.name === name))];
}

function fromEnvironment({ own, others }: KnownOptions, env: NodeJS.ProcessEnv): Taken[] {
  return Object.entries(env).flatMap(([variable, value = ""]) => {
    if (!variable.startsWith(PREFIX)) return [];
    const written = variable.slice(PREFIX.length).replaceAll("_", "-");
    if (OF_NPM.includes(written))
      return own.includes(written) && value === "true" && !isSetting(written, env)
        ? [{ name: written, value }]
        : [];
    const known = [...own, ...others].includes(written);
    const name = known ? written : own.find((option) => resembles(option, written));
    return name === undefined ? [] : [{ name, value }];
  });
}

function inLetters({ own, others }: KnownOptions, env: NodeJS.ProcessEnv) {
  const [name, sets] =
    IN_LETTERS.find(([, names]) =>
      names.every((each) => env[`${PREFIX}${each}`] === "true" && !isSetting(each, env)),
    ) ?? [];
  if (name === undefined || sets === undefined) return undefined;
  return [...own, ...others].includes(name) ? { name, sets } : undefined;
}

/** The options that were written before `--`, also where npm dropped them. */
function fromLog({ own, others }: KnownOptions, words: readonly string[]): Taken[] {
  const end = words.indexOf("--");
  const before = end === -1 ? words : words.slice(0, end);
  return before.flatMap((word, at) => {
    const name = word.startsWith("--") ? word.slice(2) : "";
    const isKnown = own.includes(name) || (others.includes(name) && !OF_NPM.includes(name));
    const next = before[at + 1];
    const value = next === undefined || next.startsWith("--") ? "true" : next;
    return isKnown ? [{ name, value }] : [];
  });
}

/** Short names are near to too many: npm sets variables of its own. */
const resembles = (option: string, written: string): boolean =>
  option.length > 4 && distance(option, written) <= (option.length > 5 ? 2 : 1);

/** Whether an option of npm's is in a file of its settings, in the user's environment, or npx's own. */
function isSetting(name: string, env: NodeJS.ProcessEnv): boolean {
  const { npm_config_userconfig: user, npm_config_globalconfig: global } = env;
  const project = env.npm_package_json && path.join(path.dirname(env.npm_package_json), ".npmrc");
  const inFile = [user, global, project].some(
    (file) =>
      file !== undefined &&
      existsSync(file) &&
      new RegExp(`^\\s*${name}\\s*(=|$)`, "m").test(readFileSync(file, "utf8")),
  );
  const inEnvironment = env[`${PREFIX}${name}`.toUpperCase()] !== undefined;
  return inFile || inEnvironment || env.npm_config_call !== undefined;
}
