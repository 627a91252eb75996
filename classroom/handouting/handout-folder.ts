import { mkdirSync } from "node:fs";
import path from "node:path";
import { writeWhole } from "../../lib/files.ts";
import type { Language } from "../console/language.ts";
import type { ReadyHandout } from "./class-handouts.ts";
import { indexHtml } from "./pages/index-html.ts";
import { pageHtml } from "./pages/to-html.ts";
import { pageMarkdown } from "./pages/to-markdown.ts";

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

/** Writes files that only their owner can read, because they contain addresses of a class. */
export function writeHandoutFiles(folder: string, files: ReadonlyMap<string, string>): void {
  for (const [name, content] of files) {
    const file = path.join(folder, name);
    mkdirSync(path.dirname(file), { recursive: true, mode: 0o700 });
    writeWhole(file, content, 0o600);
  }
}
