import { existsSync } from "node:fs";
import path from "node:path";
import type { Handout } from "../class-page/lab-part.ts";
import { textsIn } from "../class-page/texts.ts";
import type { Language } from "../console/language.ts";
import { handoutFolder } from "../handouting/handout-folder.ts";

/** The name of a lab's handout in that folder. */
export const handoutName = (lab: string, language: Language): string => `${language}/${lab}.html`;

/**
 * Links from a page to the existing handouts of a class, or of one of its students.
 *
 * @param from the folder of the page
 * @param whose the class's stack, then the student
 */
export function handoutLinks(
  from: string,
  whose: readonly string[],
  language: Language,
): (lab: string) => readonly Handout[] {
  const folder = handoutFolder(whose);
  return (lab) => {
    const file = path.join(folder, handoutName(lab, language));
    if (!existsSync(file)) return [];
    const href = path.relative(path.resolve(from), file).split(path.sep).map(encodeURIComponent);
    return [{ href: href.join("/"), label: textsIn(language).handout }];
  };
}
