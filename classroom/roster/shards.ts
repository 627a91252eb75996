import { nearest } from "../../labs/contract/nearest.ts";
import { ExplainedError } from "../../lib/errors.ts";
import { UsageError } from "../console/command.ts";
import { type Shard, shardIn } from "../console/shared-options.ts";

/** A requested student is not in the class. */
export class NoStudentError extends ExplainedError {}

interface WithId {
  readonly id: string;
}

/**
 * `--only s01,s07`: these students, in class order.
 *
 * @throws NoStudentError that names every unknown id
 */
export function only<T extends WithId>(students: readonly T[], ids: readonly string[]): T[] {
  const known = students.map(({ id }) => id);
  const unknown = [...new Set(ids)].filter((id) => !known.includes(id));
  if (unknown.length > 0)
    throw new NoStudentError(
      unknown.map((id) => `there is no student ${id}: ${nearest(id, known)}`).join("\n"),
    );
  return students.filter(({ id }) => ids.includes(id));
}

/** `--shard 2/5`. @throws UsageError */
export function parseShard(text: string): Shard {
  const shard = shardIn(text);
  if (shard) return shard;
  throw new UsageError(
    `--shard ${text} is not i/n with 1 <= i <= n, e.g. 2/5: the second of five shards`,
  );
}

/** The students of a shard, by id: every n-th one, so that any machine that knows the ids finds the same ones. */
export const shardOf = <T extends WithId>(students: readonly T[], { index, count }: Shard): T[] =>
  students.toSorted((a, b) => (a.id < b.id ? -1 : 1)).filter((_, at) => at % count === index - 1);
