import pMap from "p-map";
import { studentClassId } from "../../infra/class-id.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { ownParts } from "../readiness/own-parts.ts";
import type { OwnParts } from "../readiness/unanswered.ts";
import type { StudentsPlace } from "./place.ts";

/** How many states are read at the same time. */
const AT_ONCE = { concurrency: 4 };

/**
 * Resources that a class already has: in its own stack, and in those of its students, whose class ids differ.
 *
 * @param students whose stacks are on the backend
 * @param id the class's id in its settings @default that of the deployed class
 */
export async function classHas(
  place: Pick<StudentsPlace, "stack" | "stackOf">,
  students: readonly string[],
  id?: string,
): Promise<OwnParts> {
  const { classIds, held } = await ownParts(place.stack, id);
  const ofStudents = await pMap(
    students,
    async (student) => heldResources(await place.stackOf(student).export()),
    AT_ONCE,
  );
  const derived = classIds.flatMap((own) => students.map((each) => studentClassId(own, each)));
  return { classIds: [...classIds, ...derived], held: [...held, ...ofStudents.flat()] };
}
