import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import type { Language } from "../../console/language.ts";
import type { Handout } from "./handout.ts";
import { parseHandout } from "./parse-handout.ts";
import { parsePoints, type Points } from "./points.ts";

/** Path of a lab's written handout, from the project's folder. */
export const handoutFile = (lab: string, language: Language): string =>
  `labs/${lab}/handout.${language}.md`;

/** Path of the file that lists the class notes' points about a lab. */
export const pointsFile = (lab: string): string => `labs/${lab}/points.yaml`;

/**
 * A lab's handout; undefined when it is not written yet.
 *
 * @throws HandoutError
 */
export function readHandout(lab: string, language: Language): Handout | undefined {
  const file = handoutFile(lab, language);
  const text = read(file);
  return text === undefined ? undefined : parseHandout(text, file);
}

/** The class notes' points about a lab; empty when they do not mention it. @throws HandoutError */
export const readPoints = (lab: string): Points =>
  parsePoints(read(pointsFile(lab)) ?? "", pointsFile(lab));

/** Identifies the Korean text that an English text was compared with. */
export const koreanHash = (text: string): string =>
  createHash("sha256").update(text).digest("hex").slice(0, 16);

/** Content of a file of the project; undefined when it does not exist. */
export function read(file: string): string | undefined {
  const full = path.join(PROJECT, file);
  return existsSync(full) ? readFileSync(full, "utf8") : undefined;
}
