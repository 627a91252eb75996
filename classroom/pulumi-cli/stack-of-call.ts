import { studentIn } from "../../infra/students/settings.ts";
import { LOCAL } from "../console/shared-options.ts";
import { namedStack, needsStack } from "./arguments.ts";

export interface Situation {
  /** The stack that the user has selected for this project. */
  readonly selected: string | undefined;
  /** Whether this machine has a class. */
  readonly hasClass: boolean;
  /** Stacks with their own settings in the project: each is a class, whatever its name. */
  readonly classes: readonly string[];
  /** The user's environment. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The stack of the class on this machine that a Pulumi call is for, the class's own or a student's: the named one, or the class's
 * when none is named, none is selected and no backend is set. Undefined for any other call.
 */
export function localStackOf(
  args: readonly string[],
  { selected, hasClass, classes, env }: Situation,
): string | undefined {
  const named = namedStack(args) ?? env.PULUMI_STACK;
  if (named !== undefined) return localName(named, classes);
  if (!needsStack(args) || !hasClass || env.PULUMI_BACKEND_URL !== undefined) return undefined;
  return localName(selected ?? LOCAL, classes);
}

/** `local` or `local-s01`, also from `organization/class/local`; undefined for a stack that is not on this machine. */
function localName(stack: string, classes: readonly string[]): string | undefined {
  const name = stack.split("/").at(-1) ?? "";
  const isStudents = studentIn(name, LOCAL) !== undefined && !classes.includes(name);
  return name === LOCAL || isStudents ? name : undefined;
}
