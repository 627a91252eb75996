import path from "node:path";
import { writePrivately } from "../../lib/files.ts";
import { PROJECT } from "../../lib/project.ts";
import { EXIT_CODES, worstOf } from "../console/exit-code.ts";
import type { Language } from "../console/language.ts";
import { plural } from "../console/plural.ts";
import { type Choice, classHandouts } from "../handouting/class-handouts.ts";
import { handoutFiles, handoutFolder } from "../handouting/handout-folder.ts";
import { type OpenStack, openStack } from "../stack/open-stack.ts";
import { chosenLabs } from "../stack/subjects.ts";
import { labsAmong } from "../student-checks/check-students.ts";
import { isOpen, openStudents } from "../student-checks/open-students.ts";
import { studentsPlace } from "../students/place.ts";

export interface HandoutsOptions {
  readonly stack: string;
  /** Students of the class; `all` means every one. @default the class itself */
  readonly students: readonly string[] | undefined;
  /** @default every lab that is on */
  readonly labs: readonly string[] | undefined;
  readonly languages: readonly Language[];
}

/**
 * `npm run class -- handouts`: writes the handouts with a stack's values, to print or to send. They contain no secret, but the
 * command that shows it.
 *
 * @returns the exit code: the worst of all students
 * @throws NoStackError, NoLabError, NoStudentError, PulumiError
 */
export async function writeHandouts(options: HandoutsOptions): Promise<number> {
  const { stack: name, students, labs, languages } = options;
  if (students !== undefined) return writeForStudents({ ...options, students });
  const open = await openStack(name, console.error);
  await write(open, { labs: chosenLabs(open.config, labs), languages }, [name]);
  return EXIT_CODES.done;
}

async function writeForStudents(
  options: HandoutsOptions & { readonly students: readonly string[] },
): Promise<number> {
  const { stack: name, students, labs, languages } = options;
  const only = students.includes("all") ? undefined : students;
  const place = await studentsPlace(name, console.error);
  const found = [...(await openStudents(place, { name, only, shard: undefined }, console.error))];
  const open = found.flatMap(([, each]) => (isOpen(each) ? [each] : []));
  const has = labsAmong(name, open, labs);
  for (const [student, each] of found)
    if (isOpen(each)) {
      const chosen = chosenLabs(each.config, has(each));
      const ofClass = { name, student };
      await write(each, { labs: chosen, languages, ofClass }, [name, student]);
    } else console.error(`${student}: ${each.reason}`);
  return worstOf(found.flatMap(([, each]) => (isOpen(each) ? [] : [each.exitCode])));
}

async function write(open: OpenStack, choice: Choice, below: readonly string[]): Promise<void> {
  const folder = handoutFolder(below);
  const ready = await classHandouts(open, choice);
  // They contain addresses of a class.
  writePrivately(folder, handoutFiles(ready, choice.languages));
  const labs = new Set(ready.map(({ page }) => page.lab));
  const shown = path.relative(PROJECT, folder);
  const indexes = choice.languages.map((language) => path.join(shown, language, "index.html"));
  console.log(`Wrote the handouts of ${plural(labs.size, "lab")}: ${indexes.join(", ")}`);
  const without = choice.labs.filter(({ lab }) => !labs.has(lab.id)).map(({ lab }) => lab.id);
  if (without.length > 0) console.log(`Without a handout: ${without.join(", ")}`);
}
