import type { LastChecks } from "../checking/last-checks.ts";
import type { LabsMade } from "../checking/since-made.ts";
import type { StudentStatus } from "../class-status/class-status.ts";
import type { Progress } from "../local/progress-notes.ts";

/** Everything known about a class at one time, from all sources. */
export interface BoardInputs {
  /** Progress of the last command that changed the class from this machine. */
  readonly progress: Progress | undefined;
  /** Results of the checks of the class's own labs. */
  readonly checks: LastChecks;
  /** Results of the checks of students' labs, by student. */
  readonly studentChecks: ReadonlyMap<string, LastChecks>;
  /** What the stacks report; undefined until they have been read. */
  readonly stacks: StacksReport | undefined;
  /** Why the stacks cannot be read now. */
  readonly problem?: string | undefined;
}

/** What the stacks of a class report. */
export interface StacksReport {
  /** When they were asked, as an ISO time. */
  readonly at: string;
  readonly className: string;
  readonly expires: string | undefined;
  /** USD. */
  readonly spent: number | undefined;
  /** USD. */
  readonly perHour: number | undefined;
  /** The class's own labs that are deployed. */
  readonly labs: readonly string[];
  /** When each of them was created. */
  readonly made: LabsMade;
  readonly students: Readonly<Record<string, StudentStatus>>;
}
