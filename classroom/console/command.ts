import { ExplainedError } from "../../lib/errors.ts";
import type { Options, Values } from "./option.ts";

/** A wrong call: it is answered with the command's help. */
export class UsageError extends ExplainedError {}

/** Something that an instructor can run. Declared without its implementation, which is loaded when it runs. */
export interface Command<O extends Options = Options> {
  readonly name: string;
  /** How it is called where that is not `npm run class -- <name>`. */
  readonly script?: string;
  /** What it does, in a sentence. */
  readonly description: string;
  readonly options: O;
  /**
   * @param commands all that there are
   * @returns the exit code
   */
  run(values: Values<O>, commands: readonly Command[]): Promise<number>;
}

/** Gives a command its types; the object itself is the command. */
export const command = <const O extends Options>(declaration: Command<O>): Command<O> =>
  declaration;

/** `npm start`, `npm run class -- cost`: how a command is called without options. */
export const callOf = ({ name, script }: Pick<Command, "name" | "script">): string =>
  script ?? `npm run class -- ${name}`;

/** The same where an option follows: npm takes what stands before `--` for itself. */
export const callWithOptions = (command: Pick<Command, "name" | "script">): string =>
  command.script === undefined ? callOf(command) : `${command.script} --`;
