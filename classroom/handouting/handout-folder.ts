import path from "node:path";
import type { Language } from "../console/language.ts";
import { LocalFolder } from "../local/local-folder.ts";
import type { ReadyHandout } from "./class-handouts.ts";
import { indexHtml } from "./pages/index-html.ts";
import { pageHtml } from "./pages/to-html.ts";
import { pageMarkdown } from "./pages/to-markdown.ts";

/**
 * The folder with the handouts of a class, or of one of its students, on this machine.
 *
 * @param whose the class's stack, then the student
 */
export const handoutFolder = (whose: readonly string[]): string =>
  path.join(new LocalFolder().path, "handouts", ...whose);

/** Handouts as files, by path in the folder, such as `ko/cdn.html`. */
export function handoutFiles(
  ready: readonly ReadyHandout[],
  languages: readonly Language[],
): ReadonlyMap<string, string> {
  return new Map(
    languages.flatMap((language) => {
      const own = ready.filter((each) => each.language === language);
      const [first] = own;
      if (first === undefined) return [];
      const labs = own.map(({ page }) => page.lab);
      const pages = own.flatMap(({ page, filling }) => [
        [`${language}/${page.lab}.html`, pageHtml(page, filling, { labs, languages })] as const,
        [`${language}/${page.lab}.md`, pageMarkdown(page, filling, { labs })] as const,
      ]);
      const index = indexHtml(
        own.map(({ page }) => page),
        first.filling.about,
        languages,
      );
      return [[`${language}/index.html`, index] as const, ...pages];
    }),
  );
}
