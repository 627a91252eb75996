import { type Document, visit, type YAMLError } from "yaml";

/** An error in a YAML file: what, where, and what to write instead. */
export interface YamlFault {
  /** Offset in the file. */
  readonly at: number;
  readonly reason: string;
  /** The text contains `--stack NAME` in commands for a stack. */
  readonly fix: string;
}

type Words = readonly [reason: string, fix: string];

const INDENT: Words = [
  "the indentation does not fit the lines above",
  "indent keys of one map by the same number of spaces, two more than the key above them",
];

const KEY: Words = [
  "a key and its value belong on one line",
  'write KEY: VALUE, with a space behind the colon; put a value with ": " in it in quotes',
];

/** Plain texts for common mistakes. */
const WORDS: Readonly<Partial<Record<YAMLError["code"], Words>>> = {
  BAD_INDENT: INDENT,
  BLOCK_AS_IMPLICIT_KEY: KEY,
  MULTILINE_IMPLICIT_KEY: KEY,
  BLOCK_IN_FLOW: [
    "a list or map in brackets contains one without brackets",
    "close the bracket first",
  ],
  BAD_SCALAR_START: ["a value cannot begin with this character", "put the value in quotes"],
  BAD_DQ_ESCAPE: ["there is no such escape in double quotes", "write \\\\ for a backslash"],
  BAD_DIRECTIVE: ["a directive (%) is not one of YAML 1.2", "remove the line"],
  TAG_RESOLVE_FAILED: [
    "YAML has no such tag",
    "remove the word that begins with !, or put the value in quotes; a secret: pulumi config set --secret KEY VALUE --stack NAME",
  ],
  MULTIPLE_DOCS: ["a second document begins", "remove the line --- or ... above it"],
};

const CONFLICT: Words = [
  "there is a merge conflict here",
  "keep one side, and remove the lines of <, = and >",
];

const OPEN: Words = ["a quote or a bracket is not closed", "close it in the line where it opens"];

const FULL_WIDTH: Words = [
  "there is a full-width character where YAML needs a plain one",
  "write : - , [ ] { } and spaces in half width, with the Korean keyboard switched off",
];

const COMMENT: Words = ["a comment begins with # in YAML", "write # before it"];

const TAB: Words = ["a tab instead of spaces", "indent with spaces, never with a tab"];

/** An error of the YAML package, in plain words. @param document what it has read all the same */
export function yamlFault(error: YAMLError, source: string, document: Document): YamlFault {
  const [at] = error.pos;
  const start = source.lastIndexOf("\n", at - 1) + 1;
  const line = source.slice(start);
  const tab = /^[ \t]*/.exec(line)?.[0].indexOf("\t") ?? -1;
  const words = tab >= 0 ? TAB : wordsOf(error, line, source.slice(at));
  const [reason, fix] = words;
  if (words === OPEN) return { at: opening(document, at, source) ?? at, reason, fix };
  return { at: tab >= 0 ? start + tab : at, reason, fix };
}

/** Where the quote or bracket opens that is not closed: the parser sees it where the next thing does not fit, or at the end. */
function opening(document: Document, end: number, source: string): number | undefined {
  let last: number | undefined;
  visit(document, {
    Node: (_, { range }) => {
      const [start = 0, valueEnd = 0] = range ?? [];
      if (valueEnd >= end - 1 && start < end && /["'[{]/.test(source[start] ?? "")) last = start;
    },
  });
  return last;
}

/** A key, in quotes or not. */
const KEY_AT = /^("[^"\n]*"|'[^'\n]*'|[^\s,{}]+?) *:(?=\s|$)/;

/** `KEY: VALUE`, and a more indented line below, as if it belonged to the key. */
const INDENTED_BELOW = /^( *)[^\s#]+: +(?!.*: )[^\s#[{"'|>].*\n\1 +[^\s#]+:/;

/** `- VALUE`, without a key. */
const LIST_MEMBER = /^ *- (?!.*: )/;

/** @param line the whole line @param rest the text from the error on */
function wordsOf({ code, message }: YAMLError, line: string, rest: string): Words {
  if (code === "DUPLICATE_KEY")
    return [`${KEY_AT.exec(rest)?.[1] ?? "the key"} is written twice`, "keep one of the two"];
  if (INDENTED_BELOW.test(line)) return INDENT;
  if (/^ *\/[/*]/.test(line)) return COMMENT;
  if (/^(<{7}|={7}|>{7})/.test(line)) return CONFLICT;
  if (code === "TAB_AS_INDENT") return TAB;
  if (/^[^#]*[：，［］｛｝－\u3000\u00a0]/.test(line.split("\n", 1)[0] ?? "")) return FULL_WIDTH;
  if (message.startsWith("Implicit map keys need") || WORDS[code] === KEY)
    return LIST_MEMBER.test(line) ? INDENT : KEY;
  if (code === "MISSING_CHAR" || message.startsWith("Flow ")) return OPEN;
  if (code === "UNEXPECTED_TOKEN") return unexpected(rest, line.at(-rest.length - 1));
  return WORDS[code] ?? [message, "put the value in quotes"];
}

/** What stands where nothing can stand. @param before the character before it */
function unexpected(rest: string, before: string | undefined): Words {
  if (/^[\]}]/.test(rest)) return ["this bracket closes nothing", "remove it"];
  if (rest.startsWith(",")) return ["there is a comma too many", "remove it"];
  if (before === "'" || before === '"')
    return [
      "the value ends at the quote before this",
      `write ${before === "'" ? "''" : '\\"'} for a quote inside the value`,
    ];
  return ["this does not belong here", "put a value with special characters in quotes"];
}
