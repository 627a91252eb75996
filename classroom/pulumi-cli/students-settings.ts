import { existsSync } from "node:fs";
import type { Engine } from "../../engine/engine.ts";
import { studentIn } from "../../infra/students/settings.ts";
import { withoutProject } from "../stack/deployed-settings.ts";
import { StudentFolder } from "../students/student-folder.ts";
import { namedStack, takesSettingsFile } from "./arguments.ts";
import type { Situation } from "./stack-of-call.ts";

/**
 * The settings file for a call on a student's stack on AWS, which has none in the project: Pulumi would write one there, and the
 * stack would count as a class's from then on, which `close` and `expire` do not destroy with the student's class.
 *
 * @returns undefined for any other call
 */
export async function studentsSettings(
  args: readonly string[],
  { classes, env }: Pick<Situation, "classes" | "env">,
  engine: Engine,
): Promise<string | undefined> {
  const name = (namedStack(args) ?? env.PULUMI_STACK)?.split("/").at(-1);
  if (name === undefined || classes.includes(name) || !takesSettingsFile(args)) return undefined;
  for (const ofClass of classes) {
    const student = studentIn(name, ofClass);
    if (student === undefined) continue;
    const { settings } = new StudentFolder(ofClass, student);
    // Another machine has opened it.
    return existsSync(settings) ? settings : (await withoutProject(engine, name)).settings;
  }
  return undefined;
}
