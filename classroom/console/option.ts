/** An input of a command: an option such as `--labs a,b`, a switch such as `--wait`, or an argument such as ID. */
export interface Option<T = unknown> {
  readonly description: string;
  /** Placeholder of its value in the usage, e.g. `ID,ID`; left out for a switch. */
  readonly value?: string;
  /** Its value when it is written without one; left out when a value is required. */
  readonly bare?: string;
  /** Whether it is written without its name. */
  readonly isArgument?: true;
  readonly choices?: readonly string[];
  /** Why this command has no use for it, although related commands have: help does not show it. */
  readonly refusal?: string;
  readonly default?: T;
  /** @throws Error with what to write instead */
  readonly parse: (text: string) => T;
}

/** The options of a command, each by its name in camel case: `yesDeleteProtected` is `--yes-delete-protected`. */
export type Options = Readonly<Record<string, Option>>;

/** The values of a call, by option. */
export type Values<O extends Options> = {
  readonly [K in keyof O]: O[K] extends Option<infer T> ? T : never;
};

const asWritten = (text: string): string => text;

/** Off unless it is given. */
export const flag = (description: string): Option<boolean> => ({
  description,
  default: false,
  parse: () => true,
});

/** @param object reports an invalid value, and what to write instead @default any value is valid */
export const text = (
  value: string,
  description: string,
  object: (written: string) => string | undefined = () => undefined,
): Option<string | undefined> => ({
  value,
  description,
  parse: (written) => {
    const objection = object(written);
    if (objection !== undefined) throw new Error(objection);
    return written;
  },
});

/** An option with a default value. */
export const textOr = (usual: string, value: string, description: string): Option<string> => ({
  value,
  description,
  default: usual,
  parse: asWritten,
});

/** `a,b` */
export const list = (
  value: string,
  description: string,
): Option<readonly string[] | undefined> => ({
  value,
  description,
  parse: (written) => {
    const members = written.split(",").map((member) => member.trim());
    if (!members.includes("")) return members;
    throw new Error(`Write ${value} with one comma between two, and none at the end.`);
  },
});

/** One of several words; the first is the default. */
export const choice = <const C extends readonly [string, ...string[]]>(
  choices: C,
  value: string,
  description: string,
): Option<C[number]> => ({ value, description, choices, default: choices[0], parse: asWritten });

/** A whole number. */
export const count = (
  value: string,
  description: string,
  { from, to }: { readonly from: number; readonly to: number },
): Option<number | undefined> => ({
  value,
  description,
  parse: (written) => {
    const number = Number(written);
    if (written.trim() !== "" && Number.isInteger(number) && number >= from && number <= to)
      return number;
    throw new Error(`Write a whole number from ${from} to ${to}.`);
  },
});

/** The same, whose number may be left out; `undefined` when the option is not given. */
export const countOr = (
  bare: number,
  value: string,
  {
    description,
    ...range
  }: { readonly description: string; readonly from: number; readonly to: number },
): Option<number | undefined> => ({ ...count(value, description, range), bare: String(bare) });

/** An amount of money, such as `2.50`. */
export const amount = (value: string, description: string): Option<number | undefined> => ({
  value,
  description,
  parse: (written) => {
    const number = Number(written);
    if (/^\d{1,6}(\.\d{1,2})?$/.test(written) && number > 0) return number;
    throw new Error("Write an amount above 0, such as 2.50.");
  },
});

/** A required argument, written without a name. */
export const argument = (value: string, description: string): Option<string> => ({
  value,
  description,
  isArgument: true,
  parse: asWritten,
});

/** An option of related commands that this one refuses: a user who tries it reads why. */
export const refused = ({ value, description }: Option, refusal: string): Option<undefined> => ({
  ...{ description, refusal },
  ...(value !== undefined && { value }),
  parse: () => {
    throw new Error(refusal);
  },
});

/** `yesDeleteProtected` -> `yes-delete-protected` */
export const optionName = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** A word as typed in a shell: `"Mon 18:00"`. */
export function typed(word: string): string {
  if (/^[\w@%+=:,./~-]+$/.test(word)) return word;
  return /["$`\\!]/.test(word) ? `'${word.replaceAll("'", String.raw`'\''`)}'` : `"${word}"`;
}

/** Options as given to a command, by key; those not given are undefined or false. */
type Given = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** The same options as they are typed, for a call to run again: `--only s01,s07 --yes`. */
export const typedOptions = (given: Given): string =>
  Object.entries(given)
    .flatMap(([key, value]) => {
      if (value === undefined || value === false) return [];
      const words = value === true ? [] : [typed([value].flat().join(","))];
      return [`--${optionName(key)}`, ...words];
    })
    .join(" ");
