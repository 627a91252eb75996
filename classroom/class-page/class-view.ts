import pMap from "p-map";
import { existsSync } from "node:fs";
import { LAB_IDS } from "../../infra/active-labs.ts";
import { catalogue } from "../../labs/catalogue.ts";
import type { Report } from "../../lib/progress.ts";
import { lastChecks, notedOf } from "../checking/last-checks.ts";
import { classStatus, type StudentStatus } from "../class-status/class-status.ts";
import type { Language } from "../console/language.ts";
import { partsIn } from "../drawing/parts.ts";
import { readPrices } from "../pricing/price-table.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { readRoster } from "../roster/roster.ts";
import { addressesHere } from "../stack/addresses-here.ts";
import { type OpenStack, openStack } from "../stack/open-stack.ts";
import { isOpen, openStudents } from "../student-checks/open-students.ts";
import { notedPaths } from "../students/noted-paths.ts";
import { type StudentsPlace, studentsPlace } from "../students/place.ts";
import type { Person } from "./people-part.ts";
import { type LabView, type Look, type StackView, stackView } from "./stack-view.ts";

/** A student, with their own stack when it is up. */
export interface StudentView extends Omit<Person, "href"> {
  readonly view: StackView | undefined;
  /** Why the stack is not up. */
  readonly reason?: string | undefined;
}

/** A class as its pages show it. */
export interface ClassView {
  /** The class's own stack, including facts about its students' stacks. */
  readonly own: StackView;
  /** Undefined for a class without students' stacks. */
  readonly students: readonly StudentView[] | undefined;
}

export interface ClassLook extends Pick<Look, "language" | "now"> {
  readonly language: Language;
  readonly report: Report;
}

/** How many stacks are processed at the same time, once their states are read. */
const AT_ONCE = { concurrency: 4 };

/**
 * Reads a class that is up, and the stacks of its students.
 *
 * @throws NoStackError, NoEngineError, PulumiError; WrongAccountError, CredentialsError
 */
export async function viewOfClass(name: string, look: ClassLook): Promise<ClassView> {
  const open = await openStack(name, look.report);
  const own = await viewOf(open, { ...look, checks: lastChecks(notedOf(name)) });
  const place = await studentsPlace(name, look.report);
  const listed = await place.listed();
  if (listed.size === 0) return { own, students: open.config.each === undefined ? undefined : [] };
  const students = await viewsOf(place, open, look);
  return { own: withStudents(own, students), students };
}

/** @param look without what is the same for every stack of a class */
async function viewOf(open: OpenStack, look: Omit<Look, "prices" | "here">): Promise<StackView> {
  const here = await addressesHere(open.aws.web, outputsIn(open.state));
  return stackView(open, { ...look, prices: readPrices(), here });
}

async function viewsOf(
  place: StudentsPlace,
  open: OpenStack,
  { language, now, report }: ClassLook,
): Promise<StudentView[]> {
  const choice = { name: place.stack.name, only: undefined, shard: undefined };
  const names = namesIn(choice.name);
  const stacks = await openStudents(place, choice, report);
  const { students } = await classStatus(place, choice, now);
  const around = partsIn(open.state);
  return pMap(
    Object.entries(students),
    async ([id, status]): Promise<StudentView> => {
      const stack = stacks.get(id);
      const person = { id, name: names.get(id), status };
      if (stack === undefined || !isOpen(stack))
        return { ...person, view: undefined, reason: stack?.reason ?? status.reason };
      const checks = lastChecks(place.folderOf(id));
      return {
        ...person,
        view: await viewOf(stack, { language, now, checks, student: id, around }),
      };
    },
    AT_ONCE,
  );
}

/** Names by id, from a roster that `open` has used on this machine; empty when it is gone or unreadable. */
function namesIn(className: string): ReadonlyMap<string, string> {
  const file = notedPaths(className, "rosters").findLast((each) => existsSync(each));
  if (file === undefined) return new Map();
  try {
    const { students, withIds } = readRoster(file, { labs: LAB_IDS });
    return new Map(withIds === undefined ? students.map(({ id, name }) => [id, name]) : []);
  } catch {
    return new Map();
  }
}

/** A class's own view, with the labs that only its students have, and the cost of all stacks. */
export function withStudents(own: StackView, students: readonly StudentView[]): StackView {
  const all = new Map(own.labs.map((lab) => [lab.id, lab]));
  const views = students.flatMap(({ view }) => view ?? []);
  for (const lab of views.flatMap(({ labs }) => labs))
    if (!all.has(lab.id)) all.set(lab.id, { ...lab, outputs: [], checks: undefined });
  const labs = catalogue.flatMap(({ id }): LabView[] => {
    const lab = all.get(id);
    return lab === undefined ? [] : [lab];
  });
  const costs = [own, ...views].flatMap(({ cost }) => cost ?? []);
  const sum = (of: "spent" | "perHour") => costs.reduce((usd, cost) => usd + cost[of], 0);
  return {
    ...own,
    labs,
    cost: costs.length === 0 ? undefined : { spent: sum("spent"), perHour: sum("perHour") },
    checks: checksOf(
      own,
      students.map(({ status }) => status),
    ),
  };
}

function checksOf(own: StackView, students: readonly StudentStatus[]): StackView["checks"] {
  const all = [own.checks, ...students.map(({ checks }) => checks)].flatMap((each) => each ?? []);
  if (all.length === 0) return undefined;
  const sum = (of: "passed" | "failed") => all.reduce((count, each) => count + each[of], 0);
  return { passed: sum("passed"), failed: sum("failed") };
}
