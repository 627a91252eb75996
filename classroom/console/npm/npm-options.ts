import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { distance } from "fastest-levenshtein";
import { wordsOfCall } from "./npm-log.ts";

/** An option that npm took for itself. */
export interface Taken {
  /** The name without dashes; if misspelt, the intended one. */
  readonly name: string;
  /** `true` when it has no value. */
  readonly value: string;
}

/** Names of options. */
export interface KnownOptions {
  /** Options of the command that was called. */
  readonly own: readonly string[];
  /** Options of all commands. */
  readonly others: readonly string[];
}

/** Options that npm has, too: npm may have set them for other reasons than this call. */
const OF_NPM = ["all", "json", "yes"];

/**
 * Options that npm reads as several single-letter options, as in `--lang` for `-l -a -n -g`, and the variables that these set.
 */
const IN_LETTERS: readonly (readonly [name: string, sets: readonly string[]])[] = [
  ["lang", ["all", "global", "long"]],
  ["class", ["all", "long"]],
];

const PREFIX = "npm_config_";

/**
 * The options in a call such as `npm run down --stack=dev`: npm does not know them, passes nothing on, and sets a variable. A
 * misspelt one counts as the command's option that it resembles.
 *
 * @param args what npm has passed on
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

/** The options written before `--`, also those that npm dropped. */
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

/** Short names resemble too many others: npm sets variables of its own. */
const resembles = (option: string, written: string): boolean =>
  option.length > 4 && distance(option, written) <= (option.length > 5 ? 2 : 1);

/** Whether an npm option comes from its configuration files, from the user's environment, or from npx. */
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
