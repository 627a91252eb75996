import type { ClassSettings } from "../contract/class-settings.ts";

/**
 * A name that is unique in an account, as a student's stack has it: thirty stacks in one account each have their own. In a
 * class's own stack it stays as it is.
 */
export const ownName = (
  { student, stack }: Pick<ClassSettings, "student" | "stack">,
  name: string,
): string => (student === undefined ? name : `${name}-${stack}`);
