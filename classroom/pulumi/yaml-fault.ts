import type { YAMLError } from "yaml";

/** What is wrong with a YAML file, where, and what to write instead. */
export interface YamlFault {
  /** Offset in the file. */
  readonly at: number;
  readonly reason: string;
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

/** In plain words, the faults that people make. */
const WORDS: Readonly<Partial<Record<YAMLError["code"], Words>>> = {
  BAD_INDENT: INDENT,
  BLOCK_AS_IMPLICIT_KEY: KEY,
  MULTILINE_IMPLICIT_KEY: KEY,
  BLOCK_IN_FLOW: ["a list or map in brackets goes on without them", "close the bracket first"],
  DUPLICATE_KEY: ["the key is there twice", "keep one of the two"],
  BAD_SCALAR_START: ["a value cannot begin with this character", "put the value in quotes"],
  BAD_DQ_ESCAPE: ["there is no such escape in double quotes", "write \\\\ for a backslash"],
  MULTIPLE_DOCS: ["a second document begins", "remove the line ---"],
  UNEXPECTED_TOKEN: ["this does not belong here", "put a value with special characters in quotes"],
};

const TAB: Words = ["a tab where spaces belong", "indent with spaces, never with a tab"];

/** An error of the YAML package, in plain words. */
export function yamlFault({ code, message, pos: [at] }: YAMLError, source: string): YamlFault {
  const start = source.lastIndexOf("\n", at - 1) + 1;
  const indentation = /^[ \t]*/.exec(source.slice(start))?.[0] ?? "";
  const tab = indentation.indexOf("\t");
  if (tab >= 0) return { at: start + tab, reason: TAB[0], fix: TAB[1] };
  if (code === "TAB_AS_INDENT") return { at, reason: TAB[0], fix: TAB[1] };
  const [reason, fix] = WORDS[code] ?? [message, "close every quote and bracket in this line"];
  return { at, reason, fix };
}
