import type { ClassSettings } from "../contract/class-settings.ts";
import type { Problem } from "../contract/problems.ts";

/**
 * Makes a name unique in an account by the student's stack: thirty stacks in one account need different names. In a class's
 * own stack the name does not change.
 */
export const ownName = (
  { student, stack }: Pick<ClassSettings, "student" | "stack">,
  name: string,
): string => (student === undefined ? name : `${name}-${stack}`);

/**
 * Reports a name that `ownName` makes longer than AWS allows.
 *
 * @param setting its full key
 * @param most AWS's limit, in characters
 */
export function tooLongName(
  config: Pick<ClassSettings, "student" | "stack">,
  {
    setting,
    name,
    most,
  }: { readonly setting: string; readonly name: string; readonly most: number },
): Problem[] {
  const own = ownName(config, name);
  if (own.length <= most) return [];
  const reason = `with the student's stack appended (${own}), it has ${own.length} characters, more than ${most}`;
  const fix = `shorten it to ${most - (own.length - name.length)} characters`;
  return [{ key: setting, value: name, reason, fix }];
}
