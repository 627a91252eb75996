import { ExplainedError } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { plural } from "../console/plural.ts";
import { LOCAL } from "../console/shared-options.ts";
import { readStackFile, stackNames } from "../pulumi/stack-file.ts";
import { isLocalUp } from "../stack/running-local.ts";
import { studentsPlace } from "./place.ts";

/** A command on a class's stack alone would take away what its students' stacks share. */
export class StudentsUpError extends ExplainedError {}

/**
 * Stops a command that works on a class's stack alone, if it has students.
 *
 * @param instead the call to use, with the option that names the class: `npm run class -- close --class dev`
 * @throws StudentsUpError
 */
export async function refuseWithStudents(
  name: string,
  instead: (option: string) => string,
  report: Report,
): Promise<void> {
  if (name === LOCAL ? !(await isLocalUp(report)) : !stackNames().includes(name)) return;
  const place = await studentsPlace(name, report);
  // Asking Pulumi takes a moment; on this machine, the settings of the class show it.
  if (name === LOCAL && !("class:each" in readStackFile(place.stack.settings).config)) return;
  const up = [...(await place.listed())].filter(([, { resourceCount }]) => resourceCount !== 0);
  if (up.length === 0) return;
  const ids = up.map(([id]) => id);
  const shown = ids.length > 5 ? `${ids.slice(0, 5).join(", ")}, ...` : ids.join(", ");
  throw new StudentsUpError(
    `The class of stack ${name} has ${plural(ids.length, "student")} whose stacks are up (${shown}) and use its shared resources. Nothing was changed.\n` +
      `  fix: ${instead(name === LOCAL ? "" : ` --class ${name}`)}`,
  );
}
