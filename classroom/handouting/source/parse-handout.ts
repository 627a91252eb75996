import { parse } from "yaml";
import { z } from "zod";
import { errorMessage, ExplainedError } from "../../../lib/errors.ts";
import { blockWords, LANGUAGES, WordsError } from "./block-words.ts";
import type { Block, Handout, Heading, Part } from "./handout.ts";

/** A handout's text is invalid; the message has file and line. */
export class HandoutError extends ExplainedError {}

/** Tools that a handout may ask for; their descriptions are in `texts.ts`. */
export const TOOLS = [
  ...(["aws-cli", "session-manager", "ssh", "rsa-key", "putty", "rdp"] as const),
  ...([
    "mysql",
    "mysql-workbench",
    "eb-cli",
    "python",
    "dig",
    "curl",
    "git",
    "node",
    "phone",
  ] as const),
] as const;

export type Tool = (typeof TOOLS)[number];

/** Every value is read as text: a hash of digits alone must not become a number. */
const FRONT = z.strictObject({
  minutes: z.string().regex(/^\d+$/).transform(Number).pipe(z.int().min(5).max(480)),
  tools: z.array(z.enum(TOOLS)),
  with: z.array(z.string()).default([]),
  drift: z.array(z.string()).default([]),
  ko: z.string().optional(),
});

const FRONT_MATTER = /^---\n([^]*?)\n---\n/;
const HEADING = /^(#{1,6}) +(.*?)(?: +\{#([a-z0-9-]+)\})? *$/;
const FENCE = /^(\s*)(`{3,}|~{3,})(.*)$/;

/**
 * Parses a handout's text.
 *
 * @param file its name in errors
 * @throws HandoutError
 */
export function parseHandout(text: string, file: string): Handout {
  const [front, matter = ""] = FRONT_MATTER.exec(text) ?? [];
  if (front === undefined)
    throw new HandoutError(`${file}:1: begin with front matter: ---, minutes, tools, ---`);
  return { ...frontMatter(matter, file), parts: partsIn(text, front, file) };
}

function frontMatter(text: string, file: string): Omit<Handout, "parts"> {
  let written: unknown;
  try {
    written = parse(text, { schema: "failsafe" });
  } catch (error) {
    throw new HandoutError(`${file}:1: the front matter is not YAML: ${errorMessage(error)}`);
  }
  const { data, error } = FRONT.safeParse(written);
  if (!error) return data;
  const wrong = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`);
  throw new HandoutError(`${file}:1: front matter: ${wrong.join("; ")}`);
}

function partsIn(text: string, front: string, file: string): Part[] {
  const lines = text.slice(front.length).split("\n");
  const first = front.split("\n").length;
  const parts: Part[] = [];
  let prose: string[] = [];
  const endProse = (before: number): void => {
    const begin = prose.findIndex((line) => line.trim() !== "");
    if (begin >= 0)
      parts.push({
        ...{ kind: "prose", text: prose.join("\n").trim() },
        line: before - prose.length + begin,
      });
    prose = [];
  };
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const number = first + at;
    const where = `${file}:${number}`;
    const fence = FENCE.exec(line);
    const heading = fence ? undefined : headingIn(line, number, where);
    if (!fence && !heading) {
      prose.push(line);
      continue;
    }
    endProse(number);
    if (heading) parts.push(heading);
    if (!fence) continue;
    const end = lines.indexOf(fence[2] ?? "", at + 1);
    if (end < 0) throw new HandoutError(`${where}: this block has no end`);
    parts.push(blockIn(fence, lines.slice(at + 1, end), number, where));
    at = end;
  }
  endProse(first + lines.length);
  return parts;
}

function headingIn(line: string, number: number, where: string): Heading | undefined {
  const [, signs = "", title = "", id] = HEADING.exec(line) ?? [];
  if (signs === "") return undefined;
  if (id === undefined) throw new HandoutError(`${where}: this heading has no id: {#an-id}`);
  if (signs.length === 1 || signs.length > 4)
    throw new HandoutError(`${where}: headings have two to four #`);
  return { kind: "heading", level: signs.length, id, title, line: number };
}

function blockIn(
  [, indent, fence = "", info = ""]: RegExpExecArray,
  lines: readonly string[],
  line: number,
  where: string,
): Block {
  if (indent !== "" || !fence.startsWith("`"))
    throw new HandoutError(`${where}: begin blocks with \`\`\` at the beginning of the line`);
  const [language = ""] = info.trim().split(/\s+/);
  if (!LANGUAGES.includes(language))
    throw new HandoutError(`${where}: a block's language is one of ${LANGUAGES.join(", ")}`);
  try {
    const words = blockWords(language, info.trim().slice(language.length));
    return {
      kind: "block",
      language,
      words,
      text: lines.map((each) => `${each}\n`).join(""),
      line,
    };
  } catch (error) {
    if (error instanceof WordsError) throw new HandoutError(`${where}: ${error.message}`);
    throw error;
  }
}
