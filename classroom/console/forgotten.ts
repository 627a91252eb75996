import { callWithOptions, type Command, UsageError } from "./command.ts";
import { type Option, optionName } from "./option.ts";

/** Options of npm itself: that they are set says nothing about this call. */
const OF_NPM = ["all", "json", "yes"];

/**
 * `npm start --labs a` instead of `npm start -- --labs a`: npm takes `--labs` for itself, and hands on `a`.
 *
 * @param args what follows the command's name
 * @param env in which npm says what it has taken
 * @throws UsageError with the call as it was meant
 */
export function checkTaken(
  command: Command,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): void {
  const words = wordsIn(command, args);
  const taken = named(command).flatMap(([key, option]) => {
    const value = OF_NPM.includes(key) ? undefined : env[`npm_config_${npmName(key)}`];
    return value === undefined ? [] : [written(key, option, value, words)];
  });
  if (taken.length > 0) throw forgotten(command, taken);
}

/**
 * `npm start a`, where the command takes options only.
 *
 * @throws UsageError with the word as the first option's value, if the command has one that takes a value
 */
export function checkStray(command: Command, args: readonly string[]): void {
  const [word] = wordsIn(command, args);
  const [first] = named(command).filter(([, { value }]) => value !== undefined);
  const takesWords = Object.values(command.options).some(({ isArgument }) => isArgument);
  if (word === undefined || first === undefined || takesWords) return;
  throw forgotten(command, [`--${optionName(first[0])} ${word}`]);
}

const forgotten = (command: Command, options: readonly string[]): UsageError =>
  new UsageError(`Did you forget \`--\`? ${callWithOptions(command)} ${options.join(" ")}`);

const named = ({ options }: Command): [string, Option][] =>
  Object.entries(options).filter(([, { isArgument }]) => !isArgument);

const npmName = (key: string): string => optionName(key).replaceAll("-", "_");

/** An option as it was meant. npm leaves the value of `--labs a` among the words, that of `--labs=a` with the option. */
function written(key: string, option: Option, value: string, words: string[]): string {
  if (option.value === undefined) return `--${optionName(key)}`;
  return `--${optionName(key)} ${value === "true" ? (words.shift() ?? option.value) : value}`;
}

/** The words of a call that are neither options nor their values. */
function wordsIn(command: Command, args: readonly string[]): string[] {
  const takesValue = (word: string | undefined): boolean =>
    named(command).some(
      ([key, { value }]) => value !== undefined && word === `--${optionName(key)}`,
    );
  return args.filter((word, at) => !word.startsWith("-") && !takesValue(args[at - 1]));
}
