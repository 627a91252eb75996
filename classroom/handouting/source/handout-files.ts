import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import type { Language } from "../../console/language.ts";
import type { Handout } from "./handout.ts";
import { parseHandout } from "./parse-handout.ts";
import { parsePoints, type Points } from "./points.ts";

/** Where a lab's handout is written by hand, from the project's folder. */
export const handoutFile = (lab: string, language: Language): string =>
  `labs/${lab}/handout.${language}.md`;

/** Where it stands what the class notes say about a lab. */
export const pointsFile = (lab: string): string => `labs/${lab}/points.yaml`;

/**
 * A lab's handout; undefined where nobody has written one yet.
 *
 * @throws HandoutError
 */
export function readHandout(lab: string, language: Language): Handout | undefined {
  const file = handoutFile(lab, language);
  const text = read(file);
  return text === undefined ? undefined : parseHandout(text, file);
}

/** What the class notes say about a lab; nothing where they do not mention it. @throws HandoutError */
export const readPoints = (lab: string): Points =>
  parsePoints(read(pointsFile(lab)) ?? "", pointsFile(lab));

/** By what the English text says which Korean text it was compared with. */
export const koreanHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 16);

/** A file of the project as it is written; undefined when it is not there. */
export function read(file: string): string | undefined {
  const full = path.join(PROJECT, file);
  return existsSync(full) ? readFileSync(full, "utf8") : undefined;
}
