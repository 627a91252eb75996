import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import type { ClassView } from "../../class-page/class-view.ts";
import type { StudentStatus } from "../../class-status/class-status.ts";
import type { Handout } from "../../class-page/lab-part.ts";
import { classPage, type PageOptions, studentPage } from "../../class-page/pages.ts";
import { textsIn } from "../../class-page/texts.ts";
import { handoutFolder } from "../../handouting/handout-folder.ts";
import { isOurs } from "../../html/document.ts";
import { handoutName } from "../handout-links.ts";
import { CLASS } from "../../class-page/published/published-folders.ts";

/** The file with the page in each folder. */
export const PAGE = "page.html";

/**
 * All files of a published class by path: the pages, and the handouts that are on this machine. Anybody with an address can read
 * them, so that the class's page does not list the students, and a student's has the id instead of the name.
 *
 * @param folders of the students
 */
export function publishedFiles(
  { own, students = [] }: ClassView,
  folders: ReadonlyMap<string, string>,
  options: Omit<PageOptions, "handouts">,
): ReadonlyMap<string, string> {
  const ofClass = handoutsOf([own.stack]);
  const files = [
    ...within(CLASS, classPage({ view: own }, linked(ofClass, options)), ofClass),
    ...students.flatMap(({ id, view }) => {
      const folder = folders.get(id);
      if (view === undefined || folder === undefined) return [];
      const handouts = handoutsOf([own.stack, id]);
      const text = studentPage({ view, id, name: id }, linked(handouts, options));
      return within(folder, text, handouts);
    }),
  ];
  return new Map(files);
}

/** Whether a student is not part of the class any more. */
export const hasEnded = ({ state }: Pick<StudentStatus, "state">): boolean =>
  state === "no resources" || state === "not there";

/**
 * The folders whose files stay as they are: of students whose stacks cannot be read now, because they change for example.
 *
 * @param folders of the students
 */
export const keptFolders = (
  { students = [] }: Pick<ClassView, "students">,
  folders: ReadonlyMap<string, string>,
): string[] =>
  students
    .filter(({ view, status }) => view === undefined && !hasEnded(status))
    .flatMap(({ id }) => folders.get(id) ?? []);

/** Files by name. */
type Files = ReadonlyMap<string, string>;

const within = (folder: string, page: string, handouts: Files): [string, string][] =>
  [[PAGE, page] as const, ...handouts].map(([name, text]) => [`${folder}/${name}`, text]);

/** The handouts of a class, or of one of its students, in both languages, because they lead to each other. */
function handoutsOf(whose: readonly string[]): Files {
  const folder = handoutFolder(whose);
  const names = globSync("{ko,en}/*.html", { cwd: folder });
  const all = names.map((name) => {
    const text = readFileSync(path.join(folder, name), "utf8");
    return [name.split(path.sep).join("/"), text] as const;
  });
  return new Map(all.filter(([, text]) => isOurs(text)));
}

const linked = (handouts: Files, options: Omit<PageOptions, "handouts">): PageOptions => ({
  ...options,
  handouts: (lab): readonly Handout[] => {
    const href = handoutName(lab, options.language);
    return handouts.has(href) ? [{ href, label: textsIn(options.language).handout }] : [];
  },
});
