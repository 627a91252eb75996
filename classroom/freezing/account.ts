import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { iamClient } from "../../aws/iam/client.ts";
import { GROUP } from "../../aws/iam/types.ts";
import { studentClassId } from "../../infra/class-id.ts";
import { studentStack } from "../../infra/students/settings.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { heldBy } from "../record/held-resources.ts";
import { Ledger } from "../record/ledger.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import { regionsOf, type Search } from "../search/find-leftovers.ts";
import type { StackWithoutSettings } from "../stack/without-settings.ts";
import type { ClassStack } from "../stack/open-stack.ts";
import { type OpenedStudent, openedStudent } from "../students/opened-student.ts";
import { OtherClassError } from "../record/other-class.ts";
import type { StudentsPlace } from "../students/place.ts";
import { FrozenLogins } from "./frozen-logins.ts";

/** An account in which students of a class work: the class's own, or a student's. */
export interface StudentsAccount {
  /** The class, or the student, for a reader. */
  readonly whose: string;
  readonly aws: Aws;
  /** Undefined when no student can have logged in yet. */
  readonly logins: FrozenLogins | undefined;
  /** Users of the group that the command applies to; undefined for all. */
  readonly users: readonly string[] | undefined;
  /** Students that the command applies to; undefined for all in the account. */
  readonly students: readonly string[] | undefined;
  /** What to search for: read once the logins are denied, because reading takes time. */
  readonly searchOf: () => Promise<AccountSearch>;
}

/** A search for what can be stopped, and what it does not know. */
export interface AccountSearch {
  readonly search: Search;
  readonly unread: readonly string[];
}

/** Which students of a class to freeze or thaw. */
export interface Chosen {
  readonly place: StudentsPlace;
  readonly open: StackWithoutSettings;
  /** All students whose stacks are on the backend. */
  readonly listed: readonly string[];
  /** Only these. @default all */
  readonly only: readonly string[] | undefined;
}

/** The IAM group of a class's students or, in an account of their own, of the student. */
export async function studentsGroup(
  aws: Aws,
  resources: readonly DeployedResource[],
): Promise<FrozenLogins | undefined> {
  const group = resources.find(({ type, group: of }) => type === GROUP && of === "students");
  return group && new FrozenLogins(await aws.client(iamClient), group.id);
}

/** The accounts of students, as far as they can be reached. */
export interface StudentsAccounts {
  /** The class's own first. */
  readonly accounts: readonly StudentsAccount[];
  /** Why accounts of students' own cannot be reached: whoever owns one can take the class's rights in it away. */
  readonly unreached: readonly string[];
}

/** The accounts of these students; a student who is not in the class's group has an account of their own. */
export async function accountsOf(chosen: Chosen, report: Report): Promise<StudentsAccounts> {
  const { place, open, listed, only } = chosen;
  const { aws, account, stack, identity, keeper } = open;
  const exported = await stack.export();
  const resources = heldResources(exported);
  const logins = await studentsGroup(aws, resources);
  const members = (await logins?.members()) ?? [];
  const isMember = (id: string) => members.includes(studentStack(stack.name, id));
  const { id: classId } = identity;
  const ids = new Map(
    classId === undefined ? [] : listed.map((id) => [id, studentClassId(classId, id)] as const),
  );
  const others = new Set<string>(); // read once the loop below has found them
  const accounts: StudentsAccount[] = [
    {
      ...{ whose: `class ${identity.name}`, aws, logins, students: only },
      users: only?.filter(isMember).map((id) => studentStack(stack.name, id)),
      searchOf: async () => {
        const { ledger, unread } = await studentsRecords(
          place,
          (only ?? listed).filter((id) => !others.has(id)),
        );
        const search = await searchOf(open, keeper, resources, { account, ledger });
        return { unread, search: { ...search, claim: { ...search.claim, students: ids } } };
      },
    },
  ];
  const unreached: string[] = [];
  for (const id of (only ?? listed).filter((each) => !isMember(each))) {
    try {
      const student = await openedStudent(place, id, { aws, account, exported }, report);
      if (student.account !== account) accounts.push(await accountOf(student));
    } catch (error) {
      if (only === undefined && error instanceof OtherClassError) {
        report(error.message);
        others.add(id);
      } else unreached.push(`stack ${studentStack(stack.name, id)}: ${errorMessage(error)}`);
    }
  }
  return { accounts, unreached };
}

/** A student's own account. */
export async function accountOf(student: OpenedStudent): Promise<StudentsAccount> {
  const { identity, aws, resources, keeper, account } = student;
  const logins = await studentsGroup(aws, resources);
  return {
    whose: identity.student ?? `class ${identity.name}`,
    ...{ aws, logins, users: undefined, students: undefined },
    searchOf: async () => ({
      search: await searchOf(student, keeper, resources, { account }),
      unread: [],
    }),
  };
}

/** How many records are read at the same time. */
const AT_ONCE = { concurrency: 8 };

/** What students' stacks hold or held: their tags alone would not prove it. */
async function studentsRecords(
  place: Pick<StudentsPlace, "stackOf" | "keeperOf">,
  students: readonly string[],
): Promise<{ readonly ledger: Ledger; readonly unread: readonly string[] }> {
  const unread: string[] = [];
  const records = await pMap(
    students,
    async (id) => {
      try {
        const keeper = await place.keeperOf(place.stackOf(id));
        return (await keeper.read())?.ledger.held ?? [];
      } catch (error) {
        unread.push(`the record of ${id}: ${errorMessage(error)}`);
        return [];
      }
    },
    AT_ONCE,
  );
  return { ledger: new Ledger(records.flat()), unread };
}

async function searchOf(
  { identity, aws }: Pick<ClassStack, "identity" | "aws">,
  keeper: Pick<RecordKeeper, "read">,
  resources: readonly DeployedResource[],
  {
    account,
    ledger: more = new Ledger([]),
  }: { readonly account: string | undefined; readonly ledger?: Ledger },
): Promise<Search> {
  const recorded = (await keeper.read())?.ledger ?? new Ledger([]);
  const ledger = recorded.with(more).with(await heldBy(resources, identity.region, new Date()));
  const { id, name: className, student, environment } = identity;
  const claim = { id, className, student, environment, account, ledger, present: new Ledger([]) };
  return { aws, regions: regionsOf(identity, ledger), claim };
}
