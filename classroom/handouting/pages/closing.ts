import { WORDS } from "../texts.ts";
import { link, type Piece, text } from "./pieces.ts";
import type { HandoutSubject } from "./subject.ts";

const LICENSE = { name: "CC BY-SA 4.0", url: "https://creativecommons.org/licenses/by-sa/4.0/" };

/** The source of the text, and its license: docs/license.md. */
export const closing = ({ about }: HandoutSubject): Piece[] => {
  const { language } = about.reading;
  return [
    { kind: "heading", level: 2, id: "source", title: WORDS.source[language] },
    {
      kind: "paragraph",
      inlines: [text(`${WORDS.license[language]} `), link(LICENSE.url, LICENSE.name), text(".")],
    },
  ];
};
