import { studentIn } from "../../infra/students/settings.ts";
import { LOCAL } from "../console/shared-options.ts";
import { namedStack, needsStack } from "./arguments.ts";

export interface Situation {
  /** The stack that the user has selected for this project. */
  readonly selected: string | undefined;
  /** Whether a class is on this machine. */
  readonly hasClass: boolean;
  /** Stacks with settings of their own in the project: each is a class, whatever it is called. */
  readonly classes: readonly string[];
  /** The user's environment. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * The stack of the class on this machine that a call of Pulumi is about, the class's own or a student's: the call names it, or
 * names none where the user has selected none and set no backend. Undefined for a call about anything else.
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

/** `local` or `local-s01`, also of `organization/class/local`; undefined for a stack that is not on this machine. */
function localName(stack: string, classes: readonly string[]): string | undefined {
  const name = stack.split("/").at(-1) ?? "";
  const isStudents = studentIn(name, LOCAL) !== undefined && !classes.includes(name);
  return name === LOCAL || isStudents ? name : undefined;
}
