import pMap from "p-map";
import { studentIn } from "../../infra/students/settings.ts";
import type { Report } from "../../lib/progress.ts";
import { errorMessage } from "../../lib/errors.ts";
import { callFor, callOn } from "../console/call-on.ts";

/** How many records are read at the same time. */
const AT_ONCE = { concurrency: 4 };

/** A stack without resources. */
export interface EmptyStack {
  readonly name: string;
  /** The stack of the class whose student's it is. @default a class's own */
  readonly ofClass?: string;
  /** Whether it has a record that was not archived. */
  isOpen(): Promise<boolean>;
}

/**
 * Reports the empty stacks that have a record which was not archived: a run that destroyed them was ended before it had looked for
 * leftovers, or found some. Pulumi's state does not show it.
 *
 * @returns how many there are, including those whose record cannot be read
 */
export async function reportNotSeenGone(
  empty: readonly EmptyStack[],
  report: Report,
): Promise<number> {
  const lines = await pMap(
    empty,
    async (stack) => {
      try {
        return (await stack.isOpen()) ? notSeenGone(stack) : undefined;
      } catch (error) {
        return `The record of stack ${stack.name} cannot be read: ${errorMessage(error)}`;
      }
    },
    AT_ONCE,
  );
  const told = lines.filter((line) => line !== undefined);
  for (const line of told) report(line);
  return told.length;
}

function notSeenGone({ name, ofClass }: EmptyStack): string {
  const student = ofClass === undefined ? undefined : studentIn(name, ofClass);
  const call =
    ofClass === undefined || student === undefined
      ? callOn("down", name)
      : callFor("close", ofClass, student);
  return `Stack ${name} has no resources, but no search has confirmed that nothing is left over. To search again: ${call}`;
}
