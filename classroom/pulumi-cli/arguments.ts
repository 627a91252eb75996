import { commandIn } from "../../engine/stand-in.ts";

/** Options with a value that may be between a command and its subcommand. */
const WITH_VALUE = ["--stack", "-s", "--cwd", "-C", "--config-file", "--color"];

/** A command with its subcommand: `stack output`. */
export function commandOf(args: readonly string[]): readonly [command: string, sub: string] {
  const command = commandIn(args);
  const rest = args.slice(args.indexOf(command) + 1);
  const sub = rest.find(
    (arg, at) => !arg.startsWith("-") && !WITH_VALUE.includes(rest[at - 1] ?? ""),
  );
  return [command, sub ?? ""];
}

/** The stack named in a call; undefined when there is none. */
export function namedStack(args: readonly string[]): string | undefined {
  for (const [at, arg] of args.entries()) {
    if (arg === "--") return undefined;
    if (arg === "--stack" || arg === "-s") return args[at + 1];
    const [, name] = /^(?:--stack=|-s=?)(.+)$/.exec(arg) ?? [];
    if (name !== undefined) return name;
  }
  return undefined;
}

/** Commands that read a stack's settings, with their aliases. */
const WITH_SETTINGS = new Set([
  "config",
  "destroy",
  "dn",
  "down",
  "import",
  "logs",
  "pre",
  "preview",
  "refresh",
  "up",
  "update",
  "watch",
]);

/** Whether a command accepts `--config-file`, and does not have it yet. */
export const takesSettingsFile = (args: readonly string[]): boolean =>
  WITH_SETTINGS.has(commandOf(args)[0]) &&
  !args.some((arg) => arg === "--" || /^--config-file(=|$)/.test(arg));

/** Subcommands of `pulumi config` that write a stack's settings. */
const SETTERS = ["cp", "refresh", "rm", "rm-all", "set", "set-all"];

/** Whether a command changes a stack's settings. */
export function changesSettings(args: readonly string[]): boolean {
  const [command, sub] = commandOf(args);
  return command === "config" && SETTERS.includes(sub);
}

/** Whether a command writes the state of a stack without calling a provider. */
export function writesState(args: readonly string[]): boolean {
  const [command, sub] = commandOf(args);
  return command === "state" || (command === "stack" && sub === "import");
}

/** Subcommands of `pulumi stack` that create, select or remove a stack. */
const ABOUT_OTHERS = ["change-secrets-provider", "init", "rename", "rm", "select", "unselect"];

/** Whether a command without a named stack works on the selected one. */
export function needsStack(args: readonly string[]): boolean {
  const [command, sub] = commandOf(args);
  if (command === "stack") return !ABOUT_OTHERS.includes(sub);
  return WITH_SETTINGS.has(command) || ["cancel", "state"].includes(command);
}
