import { existsSync } from "node:fs";
import path from "node:path";
import type { Handout } from "../class-page/lab-part.ts";
import { textsIn } from "../class-page/texts.ts";
import type { Language } from "../console/language.ts";
import { LocalFolder } from "../local/local-folder.ts";

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
  const folder = path.join(new LocalFolder().path, "handouts", ...whose, language);
  return (lab) => {
    const file = path.join(folder, `${lab}.html`);
    if (!existsSync(file)) return [];
    const href = path.relative(path.resolve(from), file).split(path.sep).map(encodeURIComponent);
    return [{ href: href.join("/"), label: textsIn(language).handout }];
  };
}
