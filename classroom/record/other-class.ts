import type { ClassIdentity } from "../../infra/identity.ts";
import { ExplainedError } from "../../lib/errors.ts";

/** A stack has the name of a student's stack, but is a class of its own. */
export class OtherClassError extends ExplainedError {}

/**
 * On a machine without its settings, a class whose stack is called `dev-seoul` looks like a student of class `dev`.
 *
 * @param deployed what the stack's outputs or its record say; undefined when neither exists
 * @throws OtherClassError
 */
export function refuseOther(
  stack: string,
  student: string,
  deployed: Pick<ClassIdentity, "name" | "student"> | undefined,
): void {
  if (deployed === undefined || deployed.student === student) return;
  throw new OtherClassError(
    `Stack ${stack} is not the stack of a student ${student}, but class ${deployed.name} itself. It stays as it is.`,
  );
}
