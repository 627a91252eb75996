import { koreanHash } from "../../../classroom/handouting/source/handout-files.ts";
import { COMMAND_LANGUAGES } from "../../../classroom/handouting/source/block-words.ts";
import {
  type Block,
  blocksIn,
  type Handout,
  headingsIn,
  MEND,
  type Placed,
  placed,
  SECTIONS,
} from "../../../classroom/handouting/source/handout.ts";
import { placeholdersIn } from "../../../classroom/handouting/source/placeholders.ts";
import { SECTION_TITLES } from "../../../classroom/handouting/texts.ts";
import type { Language } from "../../../classroom/console/language.ts";
import type { Written, WrittenLab } from "./written-lab.ts";

/** What is wrong with the sections of a handout. */
export function sectionProblems(
  { file, handout }: Written,
  language: Language,
  { proof }: Pick<WrittenLab, "proof">,
): string[] {
  const headings = headingsIn(handout);
  const sections = headings.filter(({ level }) => level === 2);
  const expected = SECTIONS.map((id) => `## ${SECTION_TITLES[id][language]} {#${id}}`);
  const found = sections.map(({ id, title }) => `## ${title} {#${id}}`);
  const twice = headings.filter(({ id }, at) => headings.findIndex((each) => each.id === id) < at);
  const steps = headings.length > 0 ? stepsIn(handout) : [];
  return [
    ...different(`${file}: the sections`, found, expected),
    ...twice.map(({ id, line }) => `${file}:${line}: heading id ${id} is there twice`),
    ...(handout.parts[0]?.kind === "prose" ? [] : [`${file}: begin with a paragraph`]),
    ...(steps.length > 0 ? [] : [`${file}: section steps has no step (###)`]),
    ...(!proof.fault || headings.some(({ id }) => id === MEND)
      ? []
      : [`${file}: section repair has no part "### ... {#${MEND}}"`]),
    ...emptyIn(handout).map((id) => `${file}: nothing stands below heading ${id}`),
  ];
}

const stepsIn = (handout: Handout) =>
  placed(handout.parts).filter(
    ({ part, section }) => part.kind === "heading" && part.level === 3 && section === "steps",
  );

/** Headings without a text of their own; the section of the steps may begin with one. */
function emptyIn({ parts }: Handout): string[] {
  return parts.flatMap((part, at) => {
    if (part.kind !== "heading" || part.id === "steps") return [];
    const next = parts[at + 1];
    const isEmpty = next === undefined || (next.kind === "heading" && next.level <= part.level);
    return isEmpty ? [part.id] : [];
  });
}

/** Where the two languages differ that must not. */
export function skeletonProblems({ ko, en }: WrittenLab): string[] {
  const outline = ({ handout }: Written) =>
    headingsIn(handout).map(({ level, id }) => `${"#".repeat(level)} ${id}`);
  return [
    ...different("headings, ko and en", outline(ko), outline(en)),
    ...different("blocks, ko and en", ...both(ko, en, blocksOf)),
    ...different("checks, ko and en", ...both(ko, en, (each) => placeholdersOf(each, "check"))),
    ...different("outputs, ko and en", ...both(ko, en, outputsOf)),
    ...different(
      "front matter, ko and en",
      ...both(ko, en, ({ handout: { minutes, tools, drift, with: others } }) => [
        JSON.stringify({ minutes, tools, drift, others }),
      ]),
    ),
  ];
}

const both = <T>(ko: Written, en: Written, of: (written: Written) => T): [T, T] => [of(ko), of(en)];

/** The blocks of a handout as both languages must have them: without comments. */
const blocksOf = ({ handout }: Written): string[] =>
  blocksIn(handout).map(({ heading = "", part }) =>
    [`below ${heading}:`, part.language, JSON.stringify(part.words), bare(part)].join(" "),
  );

const COMMENT: Readonly<Record<string, RegExp>> = {
  sh: /(^|\s)#.*$/gm,
  powershell: /(^|\s)#.*$/gm,
  yaml: /(^|\s)#.*$/gm,
  ini: /^[#;].*$/gm,
  sql: /(^|\s)--.*$/gm,
};

/** A block without its comments. */
function bare({ language, text }: Block): string {
  const comment = COMMENT[language];
  return JSON.stringify(comment ? text.replace(comment, "").replace(/ +$/gm, "") : text);
}

const placeholdersOf = ({ handout }: Written, kind: "check"): string[] =>
  placed(handout.parts).flatMap(({ part, heading = "" }) =>
    part.kind === "prose"
      ? placeholdersIn(part.text).flatMap(({ placeholder }) =>
          placeholder?.kind === kind ? [`below ${heading}: ${placeholder.name}`] : [],
        )
      : [],
  );

/** Outputs by the heading they stand under: the order in a sentence is the language's. */
const outputsOf = ({ handout }: Written): string[] =>
  placed(handout.parts)
    .flatMap(({ part, heading = "" }) =>
      part.kind === "prose"
        ? placeholdersIn(part.text).flatMap(({ placeholder, written }) =>
            placeholder?.kind === "output" ? [`below ${heading}: ${written}`] : [],
          )
        : [],
    )
    .filter((each, at, all) => all.indexOf(each) === at)
    .sort();

/** The English text says which Korean one it was compared with. */
export function hashProblems({ ko, en }: WrittenLab): string[] {
  const hash = koreanHash(ko.text);
  if (en.handout.ko === hash) return [];
  return [
    `${ko.file} has changed since ${en.file} was compared with it: compare both, then write ko: ${hash}`,
  ];
}

/** Blocks that say too little of themselves, and outputs that follow no command. */
export function blockProblems({ file, handout }: Written): string[] {
  const blocks = blocksIn(handout);
  return blocks.flatMap(({ part }) => {
    const at = `${file}:${part.line}`;
    if (!(COMMAND_LANGUAGES as readonly string[]).includes(part.language)) return [];
    return wordProblems(part).map((problem) => `${at}: ${problem}`);
  });
}

function wordProblems({ language, words, text }: Block): string[] {
  const { on, run, because, expect, exit, as } = words;
  const isRun = run !== "aws" && run !== "no";
  const place = WHERE[run ?? "no"];
  return [
    ...(text.trim() === "" ? ["the block is empty"] : []),
    ...(on === undefined ? ["on= is missing"] : []),
    ...(run === undefined ? ["run= is missing"] : []),
    ...(!isRun && because === undefined ? [`run=${run} needs because="..."`] : []),
    ...(isRun && because !== undefined ? ["because= is for run=aws and run=no"] : []),
    ...(place && !(place.on.includes(on ?? "") && place.language === language)
      ? [`run=${run ?? ""} is for ${place.language} on=${place.on.join(", ")}`]
      : []),
    ...(run !== "emulator" && (as ?? exit) !== undefined
      ? ["as= and exit= are for run=emulator"]
      : []),
    ...(run === "no" && expect !== undefined ? ["expect= is for what runs"] : []),
    ...(language === "sh" && /--(endpoint-url)\b/.test(text)
      ? ["the endpoint is in the environment: no --endpoint-url"]
      : []),
  ];
}

/** Where a test runs commands, and in which language. */
const WHERE: Readonly<
  Record<string, { readonly on: readonly string[]; readonly language: string }>
> = {
  emulator: { on: ["laptop", "cloudshell", "server"], language: "sh" },
  scratch: { on: ["server"], language: "sh" },
  mysql: { on: ["sql"], language: "sql" },
};

/** The lines in which two lists differ, with what they are lists of. */
export function different(what: string, found: readonly string[], expected: readonly string[]) {
  const at = Array.from({ length: Math.max(found.length, expected.length) }).findIndex(
    (_, index) => found[index] !== expected[index],
  );
  if (at < 0) return [];
  return [`${what} differ:\n  ${found[at] ?? "(nothing)"}\n  ${expected[at] ?? "(nothing)"}`];
}

/** The blocks of a section that a test runs on the emulator. */
export const emulatorBlocks = (handout: Handout, section?: string): Placed<Block>[] =>
  blocksIn(handout).filter(
    ({ part, section: its }) =>
      part.words.run === "emulator" && (section === undefined || its === section),
  );
