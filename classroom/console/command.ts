import { ExplainedError } from "../../lib/errors.ts";
import type { Options, Values } from "./option.ts";

/** An invalid call; its answer includes the command's help. */
export class UsageError extends ExplainedError {}

/** A command that an instructor can run. Declared without its implementation, which is loaded when it runs. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  /** How it is called, unless by `npm run class -- <name>`. */
  readonly script?: string;
  /** What it does, in a sentence. */
  readonly description: string;
  readonly options: O;
  /**
   * @param commands all commands
   * @returns the exit code
   */
  run(values: Values<O>, commands: readonly Command[]): Promise<number>;
}

/** Infers a command's types; returns the same object. */
export const command = <const O extends Options>(declaration: Command<O>): Command<O> =>
  declaration;

/** `npm start`, `npm run class -- cost`: how a command is called without options. */
export const callOf = ({ name, script }: Pick<Command, "name" | "script">): string =>
  script ?? `npm run class -- ${name}`;

/** The same for a call with options: npm takes everything before `--` for itself. */
export const callWithOptions = (command: Pick<Command, "name" | "script">): string =>
  command.script === undefined ? callOf(command) : `${command.script} --`;
