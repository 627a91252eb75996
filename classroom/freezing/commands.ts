import { EXIT_CODES } from "../console/exit-code.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import { chosenStudents, type StudentChoice } from "../students/chosen.ts";
import { refuseWhileClosing } from "../record/closing-mark.ts";
import { studentsPlace } from "../students/place.ts";
import type { Report } from "../../lib/progress.ts";
import type { Chosen } from "./account.ts";
import { freezeClass, type FreezeEnd, thawClass } from "./freeze-class.ts";

export interface FreezeOptions extends StudentChoice {
  /** The class's stack. */
  readonly name: string;
  readonly json: boolean;
}

/**
 * The class, proven to be in its account, and its students.
 *
 * @param choice @default all, and everybody who comes later
 * @throws NoStackError, NoStudentError; WrongAccountError, CredentialsError before any other call to AWS
 */
export async function chosenIn(
  name: string,
  choice: StudentChoice | undefined,
  report: Report,
): Promise<Chosen> {
  const place = await studentsPlace(name, report);
  const open = await openWithoutSettings(name, report);
  const listed = [...(await place.listed()).keys()];
  const isAll = choice?.only === undefined && choice?.shard === undefined;
  const all = listed.map((id) => ({ id }));
  const only = isAll ? undefined : chosenStudents(all, choice).map(({ id }) => id);
  return { place, open, listed, only };
}

/** `npm run class -- freeze` and `thaw`. @returns the exit code: 1 when a resource could not be stopped, or started */
export async function changeFrozen(
  how: "freeze" | "thaw",
  { name, json, ...choice }: FreezeOptions,
): Promise<number> {
  const report = (line: string): void => {
    // With --json, stdout is only for the result.
    (json ? console.error : console.log)(line);
  };
  const chosen = await chosenIn(name, choice, report);
  if (how === "thaw") await refuseWhileClosing(await chosen.place.shelf(), name, chosen.only);
  const end = await (how === "freeze" ? freezeClass : thawClass)(chosen, report);
  if (json) console.log(JSON.stringify(end, undefined, 2));
  else report(describeFreeze(how, name, end));
  return end.failed.length === 0 ? EXIT_CODES.done : EXIT_CODES.failed;
}

/** @param name of the class's stack */
export function describeFreeze(
  how: "freeze" | "thaw",
  name: string,
  { changed, left, failed }: FreezeEnd,
): string {
  const [done, again, by] =
    how === "freeze" ? ["stopped", "freeze", "stop"] : ["started", "thaw", "start"];
  const heading = changed.length === 0 ? `Nothing had to be ${done}.` : `These were ${done}:`;
  return [
    heading,
    ...changed.map((line) => `  ${line}`),
    ...(left.length === 0
      ? []
      : [
          `These were not ${done}, because they may not belong to the class; if they do, ${by} them yourself:`,
          ...left.map((line) => `  ${line}`),
        ]),
    ...(failed.length === 0
      ? []
      : [
          `These could not be ${done}; run ${again} again in a few minutes:`,
          ...failed.map((line) => `  ${line}`),
        ]),
    ...(how === "thaw" && changed.some(isServer) ? [newAddresses(name)] : []),
  ].join("\n");
}

const isServer = (line: string): boolean => line.startsWith("instance ");

/** AWS gives a server that is started another public address, unless it has an Elastic IP address. */
const newAddresses = (name: string): string =>
  "Servers without an Elastic IP address have new addresses. Outputs, pages and cards show them after this, which also repairs what was changed by hand:\n" +
  `  npm run class -- solve --class ${name}`;
