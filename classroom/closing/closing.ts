import { quick, type Report } from "../../lib/progress.ts";
import { studentStack } from "../../infra/students/settings.ts";
import { plural } from "../console/plural.ts";
import { LOCAL } from "../console/shared-options.ts";
import { endLocal } from "../destroy/down-local.ts";
import { describeStuck } from "../destroy/stuck.ts";
import { takePartDown } from "../destroy/take-down.ts";
import { studentsGroup } from "../freezing/account.ts";
import { LocalFolder } from "../local/local-folder.ts";
import { exclusively } from "../local/run-lock.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import type { Ledger } from "../record/ledger.ts";
import type { StackWithoutSettings } from "../stack/without-settings.ts";
import { type OpenedStudent, openedStudent } from "../students/opened-student.ts";
import type { StudentsPlace } from "../students/place.ts";
import type { StudentEnd } from "../students/pool.ts";
import { type CloseChoice, closeStudents, type CloseStudentsOptions } from "./close-students.ts";
import { removeMadeByHand } from "./made-by-hand.ts";
import { otherClasses } from "./read-students.ts";
import { searchedClean } from "./search-class.ts";
import type { PartOfClass } from "./stacks-as-one.ts";
import { unpublished } from "./unpublished.ts";

export interface ClosingOptions
  extends CloseChoice, Pick<CloseStudentsOptions, "parallel" | "json" | "stillWanted"> {
  readonly report: Report;
}

/** The result of closing a class. */
export interface ClosedClass {
  readonly students: ReadonlyMap<string, StudentEnd>;
  /** Whether nothing is left: no stack has resources, and the search found nothing. */
  readonly isClean: boolean;
}

/** A class that is being closed. */
export class Closing {
  readonly #place: StudentsPlace;
  readonly #open: StackWithoutSettings;
  readonly #options: ClosingOptions;
  readonly #opened = new Map<string, OpenedStudent>();
  #exported: unknown;

  constructor(place: StudentsPlace, open: StackWithoutSettings, options: ClosingOptions) {
    this.#place = place;
    this.#open = open;
    this.#options = options;
  }

  async close(listed: readonly string[], isWhole: boolean): Promise<ClosedClass> {
    const { report } = this.#options;
    const wanted = await this.#wanted(listed, isWhole);
    this.#exported = await this.#open.stack.export();
    if (isWhole || wanted.length > 0) await this.#freeze(isWhole ? undefined : wanted);
    const others = await quick(
      report,
      `Reading the stacks of ${plural(listed.length, "student")}`,
      () => otherClasses(wanted, (id) => this.#student(id), report),
    );
    // One that is named in the call fails, and says why.
    const chosen = isWhole ? listed.filter((id) => !others.has(id)) : listed;
    await this.#byHand(isWhole);
    const empty = new Set<string>();
    const students = await closeStudents(chosen, {
      ...this.#options,
      place: this.#place,
      account: this.#open.account,
      open: (id) => this.#student(id),
      elsewhere: () => this.#elsewhere(this.#parts(isWhole)),
      emptied: ({ stack }) => void empty.add(stack.name),
    });
    const areDone = [...students.values()].every(({ state }) => state === "done");
    if (isWhole && !areDone)
      report(
        `Stack ${this.#open.stack.name} stays up until every student's stack is destroyed. Logins stay denied.`,
      );
    // On this machine, the emulator lists what it still has, and is stopped.
    if (isWhole && areDone && this.#isLocal)
      return { students, isClean: await this.#endLocal(chosen) };
    const closed = chosen.filter((id) => students.get(id)?.state === "done");
    // The class's own stack takes all pages with it.
    const isUnpublished =
      (isWhole && areDone) || (await unpublished(this.#open, this.#exported, closed, report));
    // What is still in a stack is not left over; the search starts once all stacks are empty.
    if (!areDone || (isWhole && !(await this.#classDown(empty))))
      return { students, isClean: false };
    const isSearchedClean = await searchedClean(this.#parts(isWhole), {
      ...{ report, empty },
      elsewhere: (parts) => this.#elsewhere(parts),
    });
    const isClean = isSearchedClean && isUnpublished;
    if (isClean) for (const id of chosen) await this.#place.remove(id);
    return { students, isClean };
  }

  get #isLocal(): boolean {
    return this.#open.stack.name === LOCAL;
  }

  /**
   * The students to close. The others' logins and resources stay as they are; each of those fails when the student is processed.
   *
   * @throws when the whole class is not to be closed any more
   */
  async #wanted(chosen: readonly string[], isWhole: boolean): Promise<readonly string[]> {
    const { stillWanted } = this.#options;
    if (isWhole) await stillWanted?.(this.#open);
    if (isWhole || stillWanted === undefined) return chosen;
    const asked = await Promise.allSettled(
      chosen.map((id) => stillWanted({ stack: this.#place.stackOf(id) })),
    );
    return chosen.filter((_, at) => asked[at]?.status === "fulfilled");
  }

  /** Runs first, so that students create nothing in the meantime. */
  async #freeze(students: readonly string[] | undefined): Promise<void> {
    const { aws, stack } = this.#open;
    const logins = await studentsGroup(aws, heldResources(this.#exported));
    if (logins === undefined) return;
    await logins.freeze(students?.map((id) => studentStack(stack.name, id)));
    this.#options.report("Logins    denied, console and access keys alike, until thaw or open");
  }

  /** Opens a student's stack; in an account of the student's own, the login is denied. */
  async #student(id: string): Promise<OpenedStudent> {
    const known = this.#opened.get(id);
    if (known) return known;
    const { aws, account, proveAgain } = this.#open;
    const ofClass = { aws, account, proveAgain, exported: this.#exported };
    const student = await openedStudent(this.#place, id, ofClass, this.#options.report);
    const logins =
      student.account !== account && (await studentsGroup(student.aws, student.resources));
    if (logins) {
      await this.#options.stillWanted?.(student);
      await logins.freeze();
    }
    this.#opened.set(id, student);
    return student;
  }

  /** The class's own stack first, then the students', as far as they are readable. */
  #parts(isWhole: boolean): readonly PartOfClass[] {
    return [...(isWhole ? [this.#open] : []), ...this.#opened.values()];
  }

  #elsewhere(parts: readonly PartOfClass[]): Promise<Ledger> {
    const names = new Set(parts.map(({ stack }) => stack.name));
    return this.#place.heldElsewhere(names, this.#open.identity.region);
  }

  async #byHand(isWhole: boolean): Promise<void> {
    const { account, stack } = this.#open;
    const { consent, stillWanted, ...choice } = this.#options;
    const parts = this.#parts(isWhole).filter((part) => part.account === account);
    await removeMadeByHand(parts, {
      ...{ ...choice, stack: stack.name, consent: consent ?? (() => Promise.resolve(false)) },
      exported: new Map([...this.#opened.values()].map((its) => [its.stack.name, its.exported])),
      elsewhere: (of) => this.#elsewhere(of),
      check: async () => {
        for (const part of isWhole ? [this.#open] : parts) await stillWanted?.(part);
      },
    });
  }

  /** @returns whether the class's own stack is empty */
  async #classDown(empty: Set<string>): Promise<boolean> {
    const { stack, aws, keeper, account } = this.#open;
    const { report, deleteProtected, spareProtected = false, stillWanted } = this.#options;
    const logins = await studentsGroup(aws, heldResources(this.#exported));
    const down = () =>
      takePartDown(this.#open, keeper, {
        ...{ report, verbose: false, deleteProtected, spareProtected, account },
        isByHandDone: true,
        ...(stillWanted && { stillWanted: () => stillWanted(this.#open) }),
      });
    const stuck = await (logins ? logins.without(down) : down());
    if (stuck.length > 0) report(describeStuck(stack.name, stuck));
    else empty.add(stack.name);
    return stuck.length === 0;
  }

  /** @returns whether nothing is left */
  async #endLocal(chosen: readonly string[]): Promise<boolean> {
    const { report, deleteProtected, consent, stillWanted } = this.#options;
    const { aws } = this.#open;
    const folder = new LocalFolder();
    const logins = await studentsGroup(aws, heldResources(this.#exported));
    await logins?.thaw(); // the group has no users any more, and can be deleted only without the denial
    const isClean = await exclusively(folder.path, report, () =>
      endLocal(folder, {
        ...{ verbose: false, deleteProtected },
        ...(consent && { consent }),
        ...(stillWanted && { stillWanted }),
      }),
    );
    if (isClean) for (const id of chosen) this.#place.folderOf(id).remove();
    return isClean;
  }
}
