import { realpathSync } from "node:fs";
import path from "node:path";
import type { StudentPlace } from "../../infra/students/settings.ts";
import { LAB_IDS } from "../../infra/active-labs.ts";
import { writeWhole } from "../../lib/files.ts";
import type { Report } from "../../lib/progress.ts";
import { RosterError } from "../roster/mistakes.ts";
import { readRoster } from "../roster/roster.ts";
import { isSeenByGit } from "../roster/seen-by-git.ts";
import { only, parseShard, shardOf } from "../roster/shards.ts";
import type { Student } from "../roster/student.ts";

/** Which students of a class a command works on. */
export interface StudentChoice {
  readonly only: readonly string[] | undefined;
  /** `2/5` */
  readonly shard: string | undefined;
}

/** @throws NoStudentError, UsageError */
export function chosenStudents<T extends { readonly id: string }>(
  students: readonly T[],
  { only: ids, shard }: StudentChoice,
): readonly T[] {
  const named = ids === undefined ? students : only(students, ids);
  return shard === undefined ? named : shardOf(named, parseShard(shard));
}

/** The role that AWS Organizations creates in each of its accounts. */
const USUAL_ROLE = "OrganizationAccountAccessRole";

/**
 * The students of a roster, which must not be in a git work tree because it contains personal data. Generated ids are written
 * into it before anything else uses them.
 *
 * @param taken ids of students that the class already has
 * @throws RosterError
 */
export async function studentsIn(
  file: string,
  taken: readonly string[],
  report: Report,
): Promise<readonly Student[]> {
  const { students, withIds } = readRoster(file, { labs: LAB_IDS, taken });
  const real = realpathSync(file);
  if (await isSeenByGit(path.dirname(real), [path.basename(real)]))
    throw new RosterError(file, [SEEN_BY_GIT]);
  if (withIds !== undefined) {
    writeWhole(file, withIds);
    report(
      `Roster    ids were added to ${file}. Keep the file: by its ids, the class knows its students`,
    );
  }
  return students;
}

const SEEN_BY_GIT = {
  reason:
    "it is in a git work tree that does not ignore it: names and e-mail addresses would be committed",
  fix: "name it roster.csv or NAME.roster.csv, which this project's .gitignore has, or move it to a folder elsewhere",
};

/** A student as needed in the settings of a stack: without name and e-mail address. */
export const placeOf = ({ id, account, roleArn, labs }: Student): StudentPlace => ({
  id,
  roleArn: roleArn ?? (account && `arn:aws:iam::${account}:role/${USUAL_ROLE}`),
  labs,
});
