import type { Block, Handout } from "./source/handout.ts";
import {
  type Placeholder,
  placeholderOf,
  placeholdersIn,
  replacePlaceholders,
} from "./source/placeholders.ts";
import { callsIn, type HandoutClass, type Value, valueOf } from "./values.ts";

/** A block as a class gets it. */
export interface FilledBlock {
  readonly text: string;
  /** What it asks for that the class does not have, with the reasons: those commands are comments. */
  readonly absent: readonly string[];
}

/** How a line is told not to be run. */
const COMMENT: Readonly<Record<string, string>> = { sql: "-- " };

/** The blocks of a handout with the values of a class, in order. */
export function filledBlocks(
  { parts }: Pick<Handout, "parts">,
  about: HandoutClass,
): ReadonlyMap<Block, FilledBlock> {
  const variables: string[] = [];
  return new Map(
    parts.flatMap((part) => {
      if (part.kind !== "block") return [];
      if (part.language === "sh") variables.push(...variablesIn(part.text));
      return [[part, filledBlock(part, about, variables)] as const];
    }),
  );
}

/**
 * A block with the values of a class. What has a command without one is no command any more, but a comment.
 *
 * @param variables what the block and those above it set
 */
function filledBlock(
  { language, text }: Block,
  about: HandoutClass,
  variables: readonly string[],
): FilledBlock {
  const comment = COMMENT[language] ?? "# ";
  const absent: string[] = [];
  const lines = callsIn(text, about)
    .split("\n")
    .flatMap((line, at, all) =>
      all[at - 1]?.endsWith("\\") ? [line] : wholeLine(line, about, variables),
    )
    .map((line) => {
      if (typeof line === "string") return line;
      absent.push(line.because);
      return `${comment}${line.because}`;
    });
  const missing = missingIn(lines, about);
  const filled = lines.map((line) =>
    replacePlaceholders(line, (placeholder) => inBlock(placeholder, about)),
  );
  if (missing.length === 0) return { text: filled.join("\n"), absent };
  const reasons = missing.map((because) => `${comment}${because}`);
  // A command may have several lines: with one of them gone, none of the block is to be run.
  const unused = filled.map((line) => (line === "" ? line : `${comment}${line}`));
  return { text: [...reasons, ...unused].join("\n"), absent: [...absent, ...missing] };
}

type Absent = Extract<Value, { state: "absent" }>;

/** The variables of the shell that lines set: `FILE=notes.txt`. */
const variablesIn = (text: string): string[] =>
  [...text.matchAll(/^([A-Z][A-Z_]*)=/gm)].map(([, name = ""]) => name);

/**
 * A line that is nothing but an output: a command, or one for each member. A word in capitals in it stands for what the reader
 * chooses: it becomes the variable of that name, where there is one.
 */
function wholeLine(
  line: string,
  about: HandoutClass,
  variables: readonly string[],
): (string | Absent)[] {
  const [, inner] = /^\s*\{\{([^{}]+)\}\}\s*$/.exec(line) ?? [];
  const placeholder = inner === undefined ? undefined : placeholderOf(inner);
  if (placeholder?.kind !== "output") return [line];
  const value = valueOf(about, placeholder.lab, placeholder.output);
  if (value.state === "shown")
    return value.texts.map((text) =>
      variables.reduce(
        (command, name) => command.replace(new RegExp(`(?<= )${name}(?= |$)`), `"$${name}"`),
        text,
      ),
    );
  return value.state === "absent" ? [value] : [value.command];
}

const missingIn = (lines: readonly string[], about: HandoutClass): string[] => [
  ...new Set(
    lines.flatMap((line) =>
      placeholdersIn(line).flatMap(({ placeholder }) => {
        if (placeholder?.kind !== "output") return [];
        const value = valueOf(about, placeholder.lab, placeholder.output);
        return value.state === "absent" ? [value.because] : [];
      }),
    ),
  ),
];

/** What stands for a placeholder within a command or a file. */
export function inBlock(placeholder: Placeholder, about: HandoutClass): string {
  switch (placeholder.kind) {
    case "output": {
      const value = valueOf(about, placeholder.lab, placeholder.output);
      if (value.state === "shown") return value.texts.join(" ");
      return value.state === "secret" ? value.command : `${placeholder.lab}.${placeholder.output}`;
    }
    case "region":
      return about.region;
    case "class":
      return about.stack;
    case "check":
    case "setting":
      return placeholder.name;
  }
}
