import { readFileSync } from "node:fs";
import path from "node:path";
import { CommanderError } from "commander";
import { PROJECT } from "../../lib/project.ts";
import { type Command, UsageError } from "./command.ts";
import { checkOnce, checkStray, checkTaken } from "./forgotten.ts";
import type { Options, Values } from "./option.ts";
import { programOf } from "./program.ts";

/** The result of a call: a command with its values, or a text, such as help. */
export type Call =
  { readonly command: Command; readonly values: Values<Options> } | { readonly text: string };

/**
 * Parses a call: the command's name, then its options.
 *
 * @param env in which npm leaves the options that it took for itself
 * @throws UsageError when there is no such command, or it does not accept the options
 */
export function parseCall(
  commands: readonly Command[],
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
): Call {
  const named = commandIn(commands, args);
  if (named) {
    checkTaken(named, args.slice(1), env, commands);
    checkOnce(named, args.slice(1));
  }
  let text = "";
  const calls: Call[] = [];
  const program = programOf(commands, {
    version: version(),
    print: (more) => (text += more),
    called: (command, values) => calls.push({ command, values }),
  });
  try {
    program.parse(withHelp(commands, args), { from: "user" });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return { text: text.trimEnd() };
    if (named && error.code === "commander.excessArguments") checkStray(named, args.slice(1));
    throw new UsageError(inOurWords(error.message));
  }
  return calls[0] ?? { text: text.trimEnd() };
}

/** A call without a command shows help. Help for an unknown command is treated as a call of that command. */
function withHelp(commands: readonly Command[], args: readonly string[]): readonly string[] {
  const [first = "help", ...rest] = args;
  return first === "help" && rest.length > 0 && !commandIn(commands, rest)
    ? rest
    : [first, ...rest];
}

/** The help shown for an invalid call: of its command, or of all. */
export function helpFor(commands: readonly Command[], args: readonly string[]): string {
  const named = commandIn(commands, args);
  const call = parseCall(commands, named ? ["help", named.name] : ["help"], {});
  return "text" in call ? call.text : "";
}

const commandIn = (commands: readonly Command[], [name]: readonly string[]): Command | undefined =>
  commands.find((command) => command.name === name);

/** `Unknown option '--lab'. Did you mean --labs?` */
const inOurWords = (message: string): string => {
  const [what = "", ...more] = message.replace(/^error: /, "").split("\n");
  const sentence = what.charAt(0).toUpperCase() + what.slice(1).replace(/\.$/, "");
  return [`${sentence}.`, ...more.map((line) => line.replace(/^\((.*)\)$/, "$1"))].join(" ");
};

function version(): string {
  const file = readFileSync(path.join(PROJECT, "package.json"), "utf8");
  return (JSON.parse(file) as { version: string }).version;
}
