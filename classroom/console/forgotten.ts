import { callOf, callWithOptions, type Command, UsageError } from "./command.ts";
import { type Taken, takenByNpm } from "./npm/npm-options.ts";
import { type Option, optionName, typed } from "./option.ts";

/**
 * `npm start --labs a` instead of `npm start -- --labs a`: npm takes `--labs` for itself, and passes on `a`.
 *
 * @param args what follows the command's name
 * @param env in which npm leaves what it took
 * @throws UsageError with the intended call
 */
export function checkTaken(
  command: Command,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
  commands: readonly Command[] = [command],
): void {
  const own = named(command);
  const others = commands.flatMap(named).map(([key]) => optionName(key));
  const all = takenByNpm({ own: own.map(([key]) => optionName(key)), others }, env, args);
  const taken = all.filter(({ name }) => !args.some((arg) => isOption(arg, name)));
  const foreign = taken.find(({ name }) => !own.some(([key]) => optionName(key) === name));
  if (foreign) throw new UsageError(`${callOf(command)} has no option --${foreign.name}.`);
  const lost = own.flatMap(([key, option]) => {
    const found = taken.find(({ name }) => name === optionName(key));
    return found ? [{ option, found }] : [];
  });
  if (lost.length === 0) return;
  const words = wordsIn(command, args);
  const values = lost.filter(({ option, found }) => isLeft(option, found)).length;
  // A command's arguments, such as ROSTER, stand before its options.
  const places = takesWords(command) ? words.splice(0, Math.max(0, words.length - values)) : [];
  const meant = lost.map(({ option, found }) => written(option, found, words));
  throw forgotten(command, [...places.map(typed), ...meant, ...optionsIn(args)]);
}

/**
 * `--stack dev --stack prod`, of which only the last would count.
 *
 * @throws UsageError
 */
export function checkOnce(command: Command, args: readonly string[]): void {
  for (const [key, { value }] of named(command)) {
    const name = optionName(key);
    if (value !== undefined && args.filter((arg) => isOption(arg, name)).length > 1)
      throw new UsageError(
        `--${name} is given twice: write it once${value.includes(",") ? `, as --${name} ${value}` : ""}.`,
      );
  }
}

/**
 * `npm start a`, when the command accepts only options.
 *
 * @throws UsageError with the word as the value of the option that accepts it, or else of the first option with a value
 */
export function checkStray(command: Command, args: readonly string[]): void {
  const [word] = wordsIn(command, args);
  if (word === undefined || takesWords(command)) return;
  const valued = named(command).filter(([, { value }]) => value !== undefined);
  const before = args[args.indexOf(word) - 2] ?? "";
  const listed = valued.find(
    ([key, { value = "" }]) => before === `--${optionName(key)}` && value.includes(","),
  );
  if (listed) {
    const members = [args[args.indexOf(word) - 1], ...wordsIn(command, args)].join(",");
    throw new UsageError(
      `Write ${listed[1].value ?? ""} with commas and without spaces: ${callWithOptions(command)} ${before} ${typed(members.replace(/,{2,}/g, ","))}`,
    );
  }
  const meant = valued.find(([, { choices }]) => choices?.includes(word)) ?? valued[0];
  if (meant) throw forgotten(command, [`--${optionName(meant[0])} ${word}`]);
}

const forgotten = (command: Command, options: readonly string[]): UsageError =>
  new UsageError(`Did you forget \`--\`? ${callWithOptions(command)} ${options.join(" ")}`);

const named = ({ options }: Command): [string, Option][] =>
  Object.entries(options).filter(([, { isArgument }]) => !isArgument);

const takesWords = ({ options }: Command): boolean =>
  Object.values(options).some(({ isArgument }) => isArgument);

const isOption = (arg: string, name: string): boolean =>
  arg === `--${name}` || arg.startsWith(`--${name}=`);

/** For `--labs a`, npm leaves the value among the words; for `--labs=a`, with the option. */
const isLeft = (option: Option, { value }: Taken): boolean =>
  option.value !== undefined && value === "true";

/** An option as it was meant. */
function written(option: Option, { name, value }: Taken, words: string[]): string {
  if (option.value === undefined) return `--${name}`;
  if (!isLeft(option, { name, value })) return `--${name} ${typed(value)}`;
  const word = words.shift() ?? (option.bare === undefined ? option.value : undefined);
  return word === undefined ? `--${name}` : `--${name} ${typed(word)}`;
}

/** The options that npm passed on, with their values. */
function optionsIn(args: readonly string[]): string[] {
  const first = args.findIndex((arg) => arg.startsWith("--"));
  return first === -1 ? [] : args.slice(first);
}

/** The words of a call that are neither options nor their values. */
function wordsIn(command: Command, args: readonly string[]): string[] {
  const takesValue = (word: string | undefined): boolean =>
    named(command).some(
      ([key, { value }]) => value !== undefined && word === `--${optionName(key)}`,
    );
  return args.filter((word, at) => !word.startsWith("-") && !takesValue(args[at - 1]));
}
