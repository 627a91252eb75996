import path from "node:path";
import { classPage, type PageOptions, studentPage } from "../class-page/pages.ts";
import { type ClassView, viewOfClass } from "../class-page/class-view.ts";
import { checkPages, pageFolder, putPages } from "../class-page/page-folder.ts";
import { EXIT_CODES } from "../console/exit-code.ts";
import { type Language, userLanguage } from "../console/language.ts";
import { plural } from "../console/plural.ts";
import { notePath } from "../students/noted-paths.ts";
import { handoutLinks } from "./handout-links.ts";
import { publish as publishPages } from "./publishing/publish.ts";

export interface PagesOptions {
  readonly stack: string;
  /** @default `.class/page/<stack>` */
  readonly out: string | undefined;
  /** @default the locale's */
  readonly lang: Language | undefined;
  /** Whether they are also uploaded to a site of the class. */
  readonly publish: boolean;
  /** Whether publishing asks nothing. */
  readonly yes: boolean;
}

/**
 * `npm run class -- page`: writes pages for the class and for each student, which open from disk and print well. They contain no
 * secrets.
 *
 * @returns the exit code: 1 when a student has no page, or the user does not agree to publish them
 * @throws NoStackError, PulumiError, PageFolderError, NobodyToAskError
 */
export async function writePages({
  stack,
  out,
  lang,
  publish,
  yes,
}: PagesOptions): Promise<number> {
  const folder = out ?? pageFolder(stack);
  checkPages(folder);
  const language = lang ?? userLanguage();
  const now = new Date();
  const view = await viewOfClass(stack, { language, now, report: console.error });
  const files = pagesOf(view, { language, now, folder });
  if (out !== undefined) notePath(stack, "pages", out);
  putPages(folder, files, out === undefined);
  const index = path.relative(process.cwd(), path.join(folder, "index.html"));
  console.log(`Wrote ${plural(files.size, "page")}: open ${index}`);
  const code = publish ? await publishPages(view, { language, now, yes }) : EXIT_CODES.done;
  const missing = (view.students ?? []).filter(({ view }) => view === undefined);
  for (const { id, reason } of missing) console.error(`${id} has no page: ${reason ?? ""}`);
  return missing.length === 0 ? code : EXIT_CODES.failed;
}

/** All pages of a class by their path in the folder. */
export function pagesOf(
  { own, students }: ClassView,
  { folder, ...options }: Omit<PageOptions, "handouts"> & { readonly folder: string },
): ReadonlyMap<string, string> {
  const { language } = options;
  const linked = (from: string, ...whose: string[]): PageOptions => ({
    ...options,
    handouts: handoutLinks(path.join(folder, from), whose, language),
  });
  const named = (students ?? []).flatMap(({ view, ...student }) =>
    view === undefined ? [] : [{ ...student, view, href: `students/${student.id}.html` }],
  );
  const hrefs = new Map(named.map(({ id, href }) => [id, href]));
  const people = students?.map((student) => ({ ...student, href: hrefs.get(student.id) }));
  return new Map([
    ["index.html", classPage({ view: own, students: people }, linked("", own.stack))],
    ...named.map(
      ({ href, view, id, name }) =>
        [
          href,
          studentPage({ view, id, name: name ?? id }, linked("students", own.stack, id)),
        ] as const,
    ),
  ]);
}
