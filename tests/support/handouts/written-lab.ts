import {
  handoutFile,
  read,
  readPoints,
} from "../../../classroom/handouting/source/handout-files.ts";
import type { Handout } from "../../../classroom/handouting/source/handout.ts";
import { parseHandout } from "../../../classroom/handouting/source/parse-handout.ts";
import type { Points } from "../../../classroom/handouting/source/points.ts";
import type { Language } from "../../../classroom/console/language.ts";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import type { Proof } from "../../../labs/contract/check.ts";
import type { Lab } from "../../../labs/contract/lab.ts";

/** A handout with the text that it was read from. */
export interface Written {
  /** `labs/cdn/handout.ko.md`, for what is said of it. */
  readonly file: string;
  readonly text: string;
  readonly handout: Handout;
}

/** A lab that has its handouts. */
export interface WrittenLab {
  readonly lab: Lab;
  readonly proof: Proof;
  readonly points: Points;
  readonly ko: Written;
  readonly en: Written;
}

/** The labs that a run of the tests is about: `HANDOUT_LABS=cdn,efs` names some. */
export const chosenIds: readonly string[] | undefined = process.env.HANDOUT_LABS?.split(",");

/** Labs with a handout, in a language at least; those of HANDOUT_LABS, if it is set. */
export const begunLabs = catalogue.filter(
  ({ id }) =>
    (chosenIds?.includes(id) ?? true) &&
    (["ko", "en"] as const).some((language) => read(handoutFile(id, language)) !== undefined),
);

/** @throws HandoutError; Error where a language is missing */
export async function writtenLab(lab: Lab): Promise<WrittenLab> {
  const written = (language: Language): Written => {
    const file = handoutFile(lab.id, language);
    const text = read(file);
    if (text === undefined) throw new Error(`${file} is missing`);
    return { file, text, handout: parseHandout(text, file) };
  };
  const proof = await proofOf(lab.id);
  return { lab, proof, points: readPoints(lab.id), ko: written("ko"), en: written("en") };
}
