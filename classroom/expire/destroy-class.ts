import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { closeClass } from "../closing/close-class.ts";
import { EXIT_CODES, exitCodeOf } from "../console/exit-code.ts";
import { LOCAL } from "../console/shared-options.ts";
import { plural } from "../console/plural.ts";
import { warnOfDarkDomains } from "../destroy/dark-domains.ts";
import { downLocal } from "../destroy/down-local.ts";
import { takeDown, type TakeDownOptions } from "../destroy/take-down.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import { studentsPlace } from "../students/place.ts";
import type { ExpiredClass } from "./expired-classes.ts";
import { refuseExtended } from "./still-expired.ts";

/** What may be destroyed of expired classes. */
export interface DestroyChoice extends Pick<TakeDownOptions, "deleteProtected" | "verbose"> {
  readonly removeForeign: boolean;
}

/**
 * Destroys the expired stacks of a class.
 *
 * @returns the exit code
 */
export async function destroyExpired(
  expired: ExpiredClass,
  choice: DestroyChoice,
  report: Report,
): Promise<number> {
  const { stack, own, students, goingOn } = expired;
  try {
    if (students.length > 0 || (stack === LOCAL && (await hasStudents(report))))
      return await closed(expired, choice, report);
    if (goingOn.length > 0) {
      report(staysFor(expired));
      return EXIT_CODES.failed;
    }
    return own?.identity === undefined ? EXIT_CODES.failed : await destroyed(stack, choice, report);
  } catch (error) {
    // The other stacks have expired, too.
    report(errorMessage(error));
    return exitCodeOf(error);
  }
}

async function hasStudents(report: Report): Promise<boolean> {
  return (await (await studentsPlace(LOCAL, report)).listed()).size > 0;
}

const staysFor = ({ stack, goingOn }: ExpiredClass): string =>
  `Stack ${stack} stays up for its students' stacks, which have not expired: ${goingOn.join(", ")}`;

async function closed(
  expired: ExpiredClass,
  { deleteProtected, removeForeign }: DestroyChoice,
  report: Report,
): Promise<number> {
  const { stack, own, students, goingOn } = expired;
  const isWhole = own !== undefined && goingOn.length === 0;
  report(
    `\nThe stacks of ${plural(students.length, "student")} of ${stack}${isWhole ? ", and the class's own," : ""} have expired`,
  );
  const end = await closeClass(stack, {
    ...{ report, json: false, parallel: undefined, shard: undefined },
    only: isWhole ? undefined : students,
    confirm: () => Promise.resolve(true),
    ...ofExpired({ deleteProtected, removeForeign }),
  });
  if (own !== undefined && goingOn.length > 0) report(staysFor(expired));
  return end?.isClean && (own === undefined || isWhole) ? EXIT_CODES.done : EXIT_CODES.failed;
}

const ofExpired = ({
  deleteProtected,
  removeForeign,
}: Pick<DestroyChoice, "deleteProtected" | "removeForeign">) => ({
  deleteProtected,
  consent: () => Promise.resolve(removeForeign),
  // A locked resource must not keep everything else running, and costing.
  spareProtected: true,
  stillWanted: ({ stack }: Pick<ClassStack, "stack">) => refuseExtended(stack),
});

async function destroyed(name: string, choice: DestroyChoice, report: Report): Promise<number> {
  report(`\nStack ${name} has expired`);
  const { verbose, deleteProtected, removeForeign } = choice;
  const consent = () => Promise.resolve(removeForeign);
  const { spareProtected, stillWanted } = ofExpired(choice);
  if (name === LOCAL) return downLocal({ verbose, deleteProtected, consent, stillWanted });
  const open = await openWithoutSettings(name, report);
  const { keeper, account, elsewhere, read } = open;
  await warnOfDarkDomains(read, report);
  const isClean = await takeDown(open, keeper, {
    ...{ report, account, elsewhere, verbose, deleteProtected, consent, spareProtected },
    stillWanted: () => stillWanted(open),
  });
  return isClean ? EXIT_CODES.done : EXIT_CODES.failed;
}
