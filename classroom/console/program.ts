import {
  Argument,
  Command as Commander,
  Help,
  InvalidArgumentError,
  Option as Flag,
} from "commander";
import { errorMessage } from "../../lib/errors.ts";
import { callOf, callWithOptions, type Command } from "./command.ts";
import { describedExitCodes } from "./exit-code.ts";
import { type Option, optionName } from "./option.ts";

/** Help has the same width on every terminal, because it is in docs/commands.md, too. */
const WIDTH = 100;

export interface ProgramOptions {
  readonly version: string;
  /** Gets the called command with its values. */
  readonly called: (command: Command, values: Readonly<Record<string, unknown>>) => unknown;
  /** Gets the help or version text to print. */
  readonly print: (text: string) => unknown;
}

/** The commands as a Commander program. It throws instead of ending the process, and prints no errors itself. */
export function programOf(
  commands: readonly Command[],
  { version, called, print }: ProgramOptions,
): Commander {
  const program = withHelp(new Commander("class"), "npm run class -- COMMAND [options]", print)
    .description("Hands-on AWS classes, as one Pulumi program.")
    .version(version, "--version", "show the version")
    .helpCommand("help [COMMAND]", "show this help, or a command's")
    .addHelpText("after", `\nExit codes:\n${describedExitCodes()}`);
  for (const command of commands) {
    const declared = subcommand(command, print, (values) => called(command, values));
    // Every command accepts it; the general help says so once.
    declared.version(version, "--version").options.at(-1)?.hideHelp();
    program.addCommand(declared);
  }
  const calls = new Map(commands.map((command) => [command.name, callOf(command)]));
  const help = callOf({ name: "help [COMMAND]" });
  return program.configureHelp({
    ...program.configureHelp(),
    subcommandTerm: (each) => calls.get(each.name()) ?? help,
  });
}

function subcommand(
  command: Command,
  print: ProgramOptions["print"],
  called: (values: Readonly<Record<string, unknown>>) => unknown,
): Commander {
  const declared = Object.entries(command.options);
  const named = declared.filter(([, option]) => !option.isArgument);
  const places = declared.filter(([, option]) => option.isArgument);
  const defaults = Object.fromEntries(named.map(([key, option]) => [key, option.default]));
  const words = places.map(([, { value }]) => ` ${value ?? ""}`).join("");
  const usage = `${callWithOptions(command)}${words}${named.length > 0 ? " [options]" : ""}`;
  const result = withHelp(new Commander(command.name), usage, print)
    .description(command.description)
    .action(() => {
      const given = places.map(([key], at) => [key, result.processedArgs[at] as unknown] as const);
      called({
        ...defaults,
        ...result.opts<Record<string, unknown>>(),
        ...Object.fromEntries(given),
      });
    });
  for (const [key, option] of named) result.addOption(flagOf(key, option));
  for (const [, option] of places)
    result.addArgument(new Argument(`<${option.value ?? ""}>`, option.description));
  return result;
}

function flagOf(key: string, option: Option): Flag {
  const { value, bare, choices, description, refusal } = option;
  const placeholder = value === undefined ? "" : bare === undefined ? ` <${value}>` : ` [${value}]`;
  const result = new Flag(`--${optionName(key)}${placeholder}`, description);
  if (refusal !== undefined) result.hideHelp();
  // A switch is off by default, which help need not show, and has no text to parse.
  if (value === undefined) return result;
  if (bare !== undefined) result.preset(bare);
  if (typeof option.default === "string") result.default(option.default, option.default);
  return choices ? result.choices(choices) : result.argParser((written) => parsed(option, written));
}

function parsed({ parse }: Option, written: string): unknown {
  try {
    return parse(written);
  } catch (error) {
    throw new InvalidArgumentError(errorMessage(error));
  }
}

/** The same help settings for all: one width, and usage as one types it. */
const withHelp = (program: Commander, usage: string, print: ProgramOptions["print"]): Commander =>
  program
    .exitOverride()
    .configureOutput({ writeOut: print, writeErr: () => undefined })
    .helpOption("-h, --help", "show this help")
    .configureHelp({
      ...{ helpWidth: WIDTH, commandUsage: () => usage },
      // Descriptions say what a bare option means; Commander would add it as its "preset".
      optionDescription: (flag) =>
        new Help().optionDescription(flag).replace(/ \(preset: .*?\)$/, ""),
    });
