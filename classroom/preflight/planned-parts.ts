import { newClassId } from "../../infra/class-id.ts";
import type { ClassConfig } from "../../infra/config.ts";
import type { StackFile } from "../pulumi/stack-file.ts";
import { type ClassParts, classParts } from "../readiness/class-parts.ts";
import { plannedStudents } from "../students/student-settings.ts";

/** A class's own stack, and the number of students. */
export interface PlannedSize {
  readonly config: ClassConfig;
  /** The settings of the stack, in plain text, by full key. */
  readonly settings: StackFile["config"];
  readonly students: number;
}

/**
 * What the class's own stack will have, and those of its students: with `class:each` they have stacks of their own.
 *
 * @throws ConfigError with the mistakes in `class:each`
 */
export async function plannedParts({
  config,
  settings,
  students,
}: PlannedSize): Promise<readonly ClassParts[]> {
  const own = await classParts(config);
  if (config.each === undefined) return [{ ...own, students }];
  const places = Array.from({ length: students }, (_, at) => ({ id: idOf(at + 1) }));
  const whole = { "class:id": newClassId(), ...settings }; // students' ids are derived from it
  const planned = { stack: config.stack, config: whole, classes: [] };
  const [first] = plannedStudents(planned, places, new Date());
  return first ? [own, { ...(await classParts(first.config)), stacks: students }] : [own];
}

/** Placeholders, in the form of generated ids: quotas do not depend on names. */
const idOf = (number: number): string => `s${String(number).padStart(2, "0")}`;
