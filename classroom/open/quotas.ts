import { type Report, step } from "../../lib/progress.ts";
import { plural } from "../console/plural.ts";
import { readiness } from "../readiness/readiness.ts";
import type { AnyRow } from "../readiness/row.ts";
import { describeRed } from "../readiness/report.ts";
import { provenAws } from "../stack/proven-aws.ts";
import { classHas } from "../students/class-has.ts";
import type { ClassPlan } from "../students/class-plan.ts";
import { studentsPlace } from "../students/place.ts";
import { ClassNotBegunError } from "../console/not-begun.ts";

/**
 * Stops before anything is created when a quota of the class's account is too small for all of its students.
 *
 * @throws ClassNotBegunError with the increases to request from AWS; WrongAccountError, CredentialsError
 */
export async function refuseShort({ own, students }: ClassPlan, report: Report): Promise<void> {
  const { stack: name, region } = own.config;
  const place = await studentsPlace(name, report);
  const { aws } = await provenAws(place.stack, region, report);
  // A student with an account of their own has its quotas, too.
  const sharing = students.filter(({ student }) => student.roleArn === undefined);
  const there = await place.listed();
  if (sharing.every(({ student }) => (there.get(student.id)?.resourceCount ?? 0) > 0)) return;
  const has = await classHas(place, countedAgain(sharing, there), own.config.id);
  const alike = Map.groupBy(sharing, ({ cost }) => cost.resources);
  const theirs = [...alike].map(([resources, its]) => ({ resources, stacks: its.length }));
  const rows = await step(report, `Asking AWS for its quotas in ${region}`, () =>
    readiness({
      ...{ aws, stack: name },
      ...has,
      parts: [{ resources: own.resources }, ...theirs],
    }),
  );
  const short = rows.filter(({ kind, verdict }) => kind === "quota" && verdict === "fail");
  const unknown = rows.filter(({ kind, verdict }) => kind === "quota" && verdict === "unknown");
  if (unknown.length > 0) report(describeUnknown(unknown));
  if (short.length === 0) return;
  throw new ClassNotBegunError(
    `AWS's quotas are too small for ${plural(sharing.length, "student")}; nothing was changed:\n${describeRed(short).join("\n")}\n` +
      "Ask for the increases, open fewer students with --only, or go on with --ignore-quotas",
  );
}

/** What AWS has not answered is said, and refuses nothing: it may be enough. */
const describeUnknown = (rows: readonly AnyRow[]): string =>
  ["It is not known whether these quotas are enough:"]
    .concat(rows.map(({ what, region, seen }) => `  ${what} in ${region}: ${seen}`))
    .join("\n");

/**
 * Students whose resources exist and are also in the plan: these must not count as other use. Those of a student no longer in the
 * roster do.
 *
 * @param sharing the plan's students in the class's account
 * @returns their ids
 */
export const countedAgain = (
  sharing: ClassPlan["students"],
  there: ReadonlyMap<string, unknown>,
): string[] => sharing.map(({ student }) => student.id).filter((id) => there.has(id));
