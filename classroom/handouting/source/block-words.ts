import { z } from "zod";
import { type Placeholder, replacePlaceholders } from "./placeholders.ts";

/** Languages of commands: such a block says where it is typed and how tests run it. */
export const COMMAND_LANGUAGES = ["sh", "sql", "powershell"] as const;

/** Languages of outputs and files. */
const OTHER_LANGUAGES = ["text", "json", "yaml", "ini"] as const;

export const LANGUAGES: readonly string[] = [...COMMAND_LANGUAGES, ...OTHER_LANGUAGES];

/** A regular expression between slashes; a placeholder in it matches its value literally. */
const EXPRESSION = /^\/(.*)\/([a-z]*)$/s;

const pattern = z.string().check(({ value, issues }) => {
  try {
    expectation(value, () => "x");
  } catch {
    issues.push({ code: "custom", message: "write a regular expression: /.../", input: value });
  }
});

/**
 * What `expect=` matches.
 *
 * @param replacement the value of a placeholder
 * @throws SyntaxError
 */
export function expectation(
  expect: string,
  replacement: (placeholder: Placeholder) => string,
): RegExp {
  const [, source, flags] = EXPRESSION.exec(expect) ?? [];
  if (source === undefined) throw new SyntaxError("no expression between slashes");
  const whole = replacePlaceholders(source, (each) =>
    replacement(each).replace(/[^\w\s]/g, "\\$&"),
  );
  return new RegExp(whole, flags);
}

const count = (from: number, to: number) =>
  z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(from).max(to));

const WORDS = z.strictObject({
  /** Where the reader types it. */
  on: z.enum(["laptop", "server", "windows", "sql", "cloudshell"]),
  /** Where a test runs it; `aws`: only AWS can; `no`: only a person can. */
  run: z.enum(["emulator", "scratch", "mysql", "aws", "no"]),
  /** Why no test runs it, in English. */
  because: z.string().min(10).optional(),
  /** Its expected output, also on the emulator: see `expectation`. */
  expect: pattern.optional(),
  /** Its expected exit code. */
  exit: count(0, 255).optional(),
  /** Its timeout, in seconds. */
  timeout: count(1, 600).optional(),
  /** Whose permissions apply: `student`, the profile named in the command; `server`, the server's role. */
  as: z.enum(["student", "server"]).optional(),
});

/** Attributes of a command's block after its language; empty for other blocks. */
export type BlockWords = Partial<z.output<typeof WORDS>>;

/** Valid attributes after a language: `word=value`, `word="a value"`, `word=/an expression/`. */
const WORD = /\s*([a-z]+)=("[^"]*"|\/(?:\\.|[^/\\])*\/[a-z]*|[^\s"/]\S*)(?=\s|$)/gy;

/** A fence has invalid attributes; the message says which and why. */
export class WordsError extends Error {}

/**
 * Parses the attributes after a fence's language.
 *
 * @throws WordsError
 */
export function blockWords(language: string, written: string): BlockWords {
  const words = new Map<string, string>();
  let read = 0;
  for (const [whole, name = "", value = ""] of written.matchAll(WORD)) {
    if (words.has(name)) throw new WordsError(`${name} is there twice`);
    words.set(name, value.startsWith('"') ? value.slice(1, -1) : value);
    read += whole.length;
  }
  const rest = written.slice(read).trim();
  if (rest !== "") throw new WordsError(`cannot read ${rest}: write word=value`);
  if (!(COMMAND_LANGUAGES as readonly string[]).includes(language)) {
    if (words.size > 0) throw new WordsError(`a block in ${language} has no words`);
    return {};
  }
  const { data, error } = WORDS.safeParse(Object.fromEntries(words));
  if (error)
    throw new WordsError(
      error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; "),
    );
  return data;
}
