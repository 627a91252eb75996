import { inLanguage } from "../../stack/outputs.ts";
import { WORDS } from "../texts.ts";
import { callsIn } from "../values.ts";
import { code, type Piece, strong, text, withCode, withGaps } from "./pieces.ts";
import type { HandoutSubject } from "./subject.ts";

/** The hint of each check of the lab for when it fails. */
export function hints({ lab, proof, about }: HandoutSubject): Piece[] {
  const { language } = about.reading;
  const command = code(callsIn(`npm run class -- check --labs ${lab.id}`, about));
  return [
    { kind: "heading", level: 3, id: "hints", title: WORDS.hints[language] },
    { kind: "paragraph", inlines: withGaps(WORDS.checksIntro[language], command) },
    {
      kind: "list",
      items: proof.checks.map(({ name, hint }) => [
        strong(inLanguage(name, language)),
        ...withCode(` — ${callsIn(inLanguage(hint, language), about)}`),
      ]),
    },
  ];
}

/** The solution of the repair exercise, folded, so that students look for the fault first. */
export function faultFold({ lab, proof: { fault }, about }: HandoutSubject): Piece[] {
  if (!fault) return [];
  const { language } = about.reading;
  const call = (command: string) => code(callsIn(command, about));
  const sentences = [
    withGaps(WORDS.faultIs[language], text(inLanguage(fault.does, language))),
    withGaps(WORDS.foundBy[language], strong(inLanguage(fault.foundBy.name, language))),
    withGaps(WORDS.makes[language], call(`npm run class -- break --labs ${lab.id}`)),
    withGaps(WORDS.solves[language], call("npm run class -- solve")),
  ];
  return [
    {
      kind: "fold",
      summary: WORDS.fault[language],
      isSpoiler: true,
      pieces: [{ kind: "list", items: sentences }],
    },
  ];
}
