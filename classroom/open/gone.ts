import { callFor } from "../console/call-on.ts";
import type { ListedStack } from "../students/place.ts";

/**
 * Students whose stacks are up, but who are not in the roster any more: their stacks are destroyed only on request.
 *
 * @param there the students whose stacks are on the backend
 * @param students those in the roster
 * @returns their ids
 */
export function goneStudents(
  there: ReadonlyMap<string, Pick<ListedStack, "resourceCount">>,
  students: readonly { readonly id: string }[],
): string[] {
  const ids = new Set(students.map(({ id }) => id));
  return [...there].flatMap(([id, { resourceCount }]) =>
    ids.has(id) || resourceCount === 0 ? [] : [id],
  );
}

/** A line about them for the plan of class `name`; empty when there are none. */
export const describeGone = (name: string, gone: readonly string[]): string[] =>
  gone[0] === undefined
    ? []
    : [
        `Gone      ${gone.join(", ")}: not in the roster, but still up and not in the cost above. To close a student: ${callFor("close", name, gone[0])}`,
      ];
