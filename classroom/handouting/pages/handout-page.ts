import { inLanguage } from "../../stack/outputs.ts";
import { filledBlocks } from "../filled-block.ts";
import { type Handout, MEND, type Part } from "../source/handout.ts";
import { WORDS } from "../texts.ts";
import { closing } from "./closing.ts";
import type { HandoutSubject } from "./subject.ts";
import { faultFold, hints } from "./teachers-part.ts";
import { opening } from "./opening.ts";
import type { HandoutPage, Piece } from "./pieces.ts";

/** A lab's handout for one class: the written text with the generated parts around it. */
export function handoutPage(handout: Handout, subject: HandoutSubject): HandoutPage {
  const { lab, about } = subject;
  const { language } = about.reading;
  const own = ownPieces(handout, subject);
  return {
    lab: lab.id,
    title: inLanguage(lab.title, language),
    pieces: [...opening(handout, subject, own.intro), ...own.sections, ...closing(subject)],
  };
}

/** The written text; each section with the generated parts at its end. */
function ownPieces(handout: Handout, subject: HandoutSubject) {
  const blocks = filledBlocks(handout, subject.about);
  const { language } = subject.about.reading;
  const pieceOf = (part: Part): Piece => {
    switch (part.kind) {
      case "heading":
        return part;
      case "prose":
        return { kind: "prose", markdown: part.text };
      case "block": {
        const { on } = part.words;
        const where = on && WORDS.on[on][language];
        const text = blocks.get(part)?.text ?? "";
        return { kind: "block", language: part.language, text, ...(where && { on: where }) };
      }
    }
  };
  const sections = sectionsOf(handout.parts);
  const [intro = [], ...rest] = sections;
  return {
    intro: intro.map(pieceOf),
    sections: rest.flatMap((parts) => {
      const [heading] = parts;
      const id = heading?.kind === "heading" ? heading.id : "";
      const pieces = id === "repair" ? withMendFolded(parts, pieceOf) : parts.map(pieceOf);
      if (id === "trouble") return [...pieces, ...hints(subject)];
      return id === "repair" ? [...pieces, ...faultFold(subject)] : pieces;
    }),
  };
}

/** The parts above the first section, then each section. */
function sectionsOf(parts: readonly Part[]): Part[][] {
  const sections: Part[][] = [[]];
  for (const part of parts) {
    if (part.kind === "heading" && part.level === 2) sections.push([]);
    sections.at(-1)?.push(part);
  }
  return sections;
}

/** Puts the commands that repair the fault last, folded. */
function withMendFolded(parts: readonly Part[], pieceOf: (part: Part) => Piece): Piece[] {
  const begin = parts.findIndex((part) => part.kind === "heading" && part.id === MEND);
  const heading = parts[begin];
  if (heading?.kind !== "heading") return parts.map(pieceOf);
  const after = parts
    .slice(begin + 1)
    .findIndex((part) => part.kind === "heading" && part.level <= heading.level);
  const end = after < 0 ? parts.length : begin + 1 + after;
  return [
    ...parts.slice(0, begin).map(pieceOf),
    {
      kind: "fold",
      summary: heading.title,
      isSpoiler: true,
      pieces: parts.slice(begin + 1, end).map(pieceOf),
    },
    ...parts.slice(end).map(pieceOf),
  ];
}
