import type { ClassIdentity } from "../../infra/identity.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** A stack has the name of a student's stack, but is a class of its own. */
export class OtherClassError extends ExplainedError {}

/** What a stack's outputs or its record say; undefined when neither exists. */
type Deployed = Pick<ClassIdentity, "name" | "student"> | undefined;

/**
 * Whether a stack is a class of its own: on a machine without its settings, a class whose stack is called `dev-seoul` looks like a
 * student of class `dev`.
 */
export const isOther = (student: string, deployed: Deployed): deployed is NonNullable<Deployed> =>
  deployed !== undefined && deployed.student !== student;

/** @throws OtherClassError */
export function refuseOther(stack: string, student: string, deployed: Deployed): void {
  if (!isOther(student, deployed)) return;
  throw new OtherClassError(
    `Stack ${stack} is not the stack of a student ${student}, but class ${deployed.name} itself. It stays as it is.`,
  );
}
