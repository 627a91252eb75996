import { parseArgs } from "node:util";
import { errorMessage, ExplainedError } from "../../lib/errors.ts";

/** A wrong call, answered with the usage. */
export class UsageError extends ExplainedError {}

export type Options = Readonly<
  Record<
    string,
    { readonly type: "string"; readonly default?: string } | { readonly type: "boolean" }
  >
>;

/** What a call gives for each option: a switch that is not given is false. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends { readonly type: "boolean" }
    ? boolean
    : O[K] extends { readonly default: string }
      ? string
      : string | undefined;
};

/** Something that an instructor can run. */
export interface Command<O extends Options = Options> {
  /** How it is called, as the usage shows it. */
  readonly call: string;
  /** What it does, in a few words. */
  readonly does: string;
  readonly options: O;
  /** Resolves to the exit code. */
  run(values: Values<O>): Promise<number>;
}

/** Gives a command its types; the object itself is the command. */
export const command = <const O extends Options>(its: Command<O>): Command<O> => its;

/** @throws UsageError when `args` are not what the command takes */
export function runCommand<O extends Options>(
  command: Command<O>,
  args: readonly string[],
): Promise<number> {
  const { options } = command;
  let values: object;
  try {
    ({ values } = parseArgs({ args: [...args], options: { ...options }, strict: true }));
  } catch (error) {
    throw new UsageError(errorMessage(error));
  }
  const switches = Object.entries(options).flatMap(([name, { type }]) =>
    type === "boolean" ? [[name, false]] : [],
  );
  // parseArgs has checked every value against its option.
  return command.run({ ...Object.fromEntries(switches), ...values } as Values<O>);
}

/** `a,b` as it stands behind `--labs`. */
export const listOf = (value: string | undefined): readonly string[] | undefined =>
  value?.split(",");
