import MarkdownIt, { type Token } from "markdown-it";
import { placed } from "../../../classroom/handouting/source/handout.ts";
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

const textsIn = ({ type, content, children }: Token): string[] => [
  ...(type === "text" ? [content] : []),
  ...(children ?? []).flatMap(textsIn),
];
