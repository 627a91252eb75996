import type { Block, Handout } from "./source/handout.ts";
import {
  type Placeholder,
  placeholderOf,
  placeholdersIn,
  replacePlaceholders,
} from "./source/placeholders.ts";
import { callsIn, type HandoutClass, type Value, valueOf } from "./values.ts";

/** A block with the values of a class. */
export interface FilledBlock {
  readonly text: string;
  /** Values that the class does not have, with the reasons: their commands become comments. */
  readonly absent: readonly string[];
}

/** The comment sign of languages that do not use `#`. */
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
 * A block with the values of a class. A command with a missing value becomes a comment.
 *
 * @param variables set by the block and those above it
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
  // A command may span several lines: if one is missing, none of the block must be run.
  const unused = filled.map((line) => (line === "" ? line : `${comment}${line}`));
  return { text: [...reasons, ...unused].join("\n"), absent: [...absent, ...missing] };
}

type Absent = Extract<Value, { state: "absent" }>;

/** The shell variables that lines set: `FILE=notes.txt`. */
const variablesIn = (text: string): string[] =>
  [...text.matchAll(/^([A-Z][A-Z_]*)=/gm)].map(([, name = ""]) => name);

/**
 * A line that consists of one output: a command, or one for each member. A word in capitals in it is the reader's choice: it
 * becomes the variable of that name, if there is one.
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

/** The text for a placeholder within a command or a file. */
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
