import MarkdownIt, { type Token } from "markdown-it";
import { placed } from "../../../classroom/handouting/source/handout.ts";
import { PROGRAM_FILE } from "./program-files.ts";
import type { Written } from "./written-lab.ts";

const markdown = new MarkdownIt({ html: false });

/** Stars that were to make text bold, and stay: as where a letter follows `**(a)**` at once. */
export function starProblems({ file, handout }: Written): string[] {
  return placed(handout.parts).flatMap(({ part }) => {
    if (part.kind !== "prose") return [];
    const texts = markdown.parse(part.text, {}).flatMap(textsIn);
    return texts
      .filter((text) => text.includes("**"))
      .map((text) => `${file}:${part.line}: these stars stay: ${text}`);
  });
}

/** A Korean particle that the last letter of a value decides, right after an output, whose last letter differs by class. */
const PARTICLE =
  /\{\{[a-z0-9-]+\.[A-Za-z0-9]+\}\}[`*]*(?:을|를|이|가|은|는|과|와|으로|로)(?![가-힣])/g;

/** Outputs with such a particle: a noun between them has a last letter that is known. */
export function particleProblems({ file, handout }: Written): string[] {
  return placed(handout.parts).flatMap(({ part }) => {
    if (part.kind !== "prose") return [];
    const found = part.text.match(PARTICLE) ?? [];
    return found.map((each) => `${file}:${part.line}: put a noun before the particle of ${each}`);
  });
}

/** Files of the program that the text sends a student to; a link leads to a copy. */
export function sourceProblems({ file, handout }: Written): string[] {
  return placed(handout.parts).flatMap(({ part }) => {
    if (part.kind !== "prose") return [];
    const bare = part.text.replace(/\]\([^)]*\)/g, "");
    const found = bare.match(PROGRAM_FILE) ?? [];
    return found.map((each) => `${file}:${part.line}: a student does not have ${each}`);
  });
}

const textsIn = ({ type, content, children }: Token): string[] => [
  ...(type === "text" ? [content] : []),
  ...(children ?? []).flatMap(textsIn),
];
