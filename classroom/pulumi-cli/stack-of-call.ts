import { LOCAL } from "../console/shared-options.ts";
import { namedStack, needsStack } from "./arguments.ts";

export interface Situation {
  /** The stack that the user has selected for this project. */
  readonly selected: string | undefined;
  /** Whether a class is on this machine. */
  readonly hasClass: boolean;
  /** The user's environment. */
  readonly env: NodeJS.ProcessEnv;
}

/**
 * Whether a call of Pulumi is about the stack on this machine: it names it, or names none where the user has selected none and
 * set no backend.
 */
export function isOnLocal(
  args: readonly string[],
  { selected, hasClass, env }: Situation,
): boolean {
  const named = namedStack(args) ?? env.PULUMI_STACK;
  if (named !== undefined) return isLocal(named);
  const isFree = selected === undefined || isLocal(selected);
  return needsStack(args) && hasClass && isFree && env.PULUMI_BACKEND_URL === undefined;
}

/** `local`, or `organization/class/local`. */
const isLocal = (stack: string): boolean => stack === LOCAL || stack.endsWith(`/${LOCAL}`);
