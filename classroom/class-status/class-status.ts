import { existsSync } from "node:fs";
import os from "node:os";
import pMap from "p-map";
import { errorMessage } from "../../lib/errors.ts";
import { callFor } from "../console/call-on.ts";
import { type ChosenClass, LOCAL } from "../console/shared-options.ts";
import { type PriceTable, readPrices } from "../pricing/price-table.ts";
import { outputsIn } from "../pulumi/secrets/masked-outputs.ts";
import { identityIn } from "../record/class-identity.ts";
import type { Shelf } from "../record/shelf.ts";
import { spent } from "../spending/spent.ts";
import { isChanging } from "../student-checks/changing.ts";
import { type ChecksSummary, lastChecks, summaryOf } from "../checking/last-checks.ts";
import { type LabsMade, sinceMade } from "../checking/since-made.ts";
import { receiveChecks } from "../checking/shared-checks.ts";
import { chosenStudents } from "../students/chosen.ts";
import type { ListedStack, StudentsPlace } from "../students/place.ts";
import { startedStudents } from "../students/student-folder.ts";
import { type DeployedStatus, deployedStatus } from "./stack-status.ts";

/** State of a student's stack. */
export interface StudentStatus {
  /**
   * `changing`: a command works on it now; `failed`: the last one failed, or was killed; `no resources`: it was destroyed; `not
   * there`: this machine has started it, but the backend does not have it; `unknown`: the backend does not answer.
   */
  readonly state: "up" | "changing" | "failed" | "no resources" | "not there" | "unknown";
  /** Why it is not up. */
  readonly reason?: string;
  /** Number of AWS resources. */
  readonly resources?: number;
  readonly expires?: string;
  /** USD so far at list prices, for existing resources; `spend` also counts deleted ones. */
  readonly spent?: number;
  /** USD an hour. */
  readonly perHour?: number;
  /** Summary of the last checks; left out when there were none since its labs were created. */
  readonly checks?: ChecksSummary;
  /** When each lab was created: checks before that were another class's. */
  readonly made?: LabsMade;
  /** Its labs. */
  readonly labs?: readonly string[];
}

/** State of a class: `status --json` prints it. */
export interface ClassStatus {
  /** The class's stack. */
  readonly class: string;
  /** Time of this status. */
  readonly at: string;
  /** When the class expires; left out when its stack does not say. */
  readonly expires?: string;
  readonly students: Readonly<Record<string, StudentStatus>>;
}

/** Reads the state of a class, without changing or locking it; by default a stack for each core, by two processes each. */
export async function classStatus(
  place: StudentsPlace,
  choice: ChosenClass,
  now = new Date(),
): Promise<ClassStatus> {
  const [listed, expires] = await Promise.all([place.listed(), expiryOf(place)]);
  // A backend in a bucket may not list a stack while it is changed.
  const all = [...new Set([...listed.keys(), ...startedStudents(choice.name)])].sort();
  const chosen = chosenStudents(
    all.map((id) => ({ id })),
    choice,
  );
  const prices = readPrices();
  const shelf = await checksOf(place);
  const students = await pMap(
    chosen,
    async ({ id }) =>
      [id, await statusOf(place, id, { listed: listed.get(id), shelf, prices, now })] as const,
    { concurrency: choice.parallel ?? os.availableParallelism() },
  );
  return {
    class: choice.name,
    at: now.toISOString(),
    ...(expires !== undefined && { expires }),
    students: Object.fromEntries(students),
  };
}

/** Where other machines have left results of checks; undefined when that is not known, or there is no other machine. */
const checksOf = (place: StudentsPlace): Promise<Shelf | undefined> =>
  place.stack.name === LOCAL ? Promise.resolve(undefined) : place.shelf().catch(() => undefined);

/** Read from the class's own stack. */
async function expiryOf({ stack }: StudentsPlace): Promise<string | undefined> {
  try {
    return identityIn(outputsIn(await stack.export()))?.expires;
  } catch {
    return undefined; // it is being changed, or is gone: its students' stacks are read anyway
  }
}

/** Inputs for the status of one student. */
interface Look {
  readonly listed: ListedStack | undefined;
  readonly shelf: Shelf | undefined;
  readonly prices: PriceTable;
  readonly now: Date;
}

async function statusOf(
  place: StudentsPlace,
  student: string,
  { listed, shelf, prices, now }: Look,
): Promise<StudentStatus> {
  const folder = place.folderOf(student);
  // Without it, the results that this machine knows are shown, with their time.
  if (shelf) await receiveChecks(shelf, student, folder).catch(() => undefined);
  const known = (of?: Pick<DeployedStatus, "made" | "labs">): Pick<StudentStatus, "checks"> => {
    const checks = summaryOf(sinceMade(lastChecks(folder), of?.made ?? {}, of?.labs));
    return { ...(checks && { checks }) };
  };
  try {
    const isBusy = await isChanging(place, student, listed);
    // What this machine has checked was then in another stack.
    if (!listed) return { state: isBusy ? "changing" : "not there" };
    const status = await deployedStatus(
      {
        ...{ student, folder, stack: place.stackOf(student) },
        lastUpdate: isBusy ? undefined : listed.lastUpdate,
      },
      prices,
    ).catch((error: unknown) => {
      if (isBusy) return undefined; // its state is being written
      throw error;
    });
    return {
      ...(isBusy ? { state: "changing" } : stateOf(place, student, status)),
      ...(status && shown(status, now)),
      ...known(status),
    };
  } catch (error) {
    return { state: "unknown", reason: errorMessage(error), ...known() };
  }
}

/** The part of a stack's status that is shown. */
function shown(
  { resources, expires, costings, made, labs }: DeployedStatus,
  now: Date,
): Pick<StudentStatus, "resources" | "expires" | "spent" | "perHour" | "made" | "labs"> {
  if (expires === undefined) return { resources, made, labs };
  const { spent: usd, perHour } = spent(costings, { now, expires: new Date(expires) });
  return { resources, expires, spent: usd, perHour, made, labs };
}

function stateOf(
  place: StudentsPlace,
  student: string,
  status: DeployedStatus | undefined,
): Pick<StudentStatus, "state" | "reason"> {
  const folder = place.folderOf(student);
  const again = callFor("up", place.stack.name, student);
  if (folder.isInterrupted) return { state: "failed", reason: `its last run was killed: ${again}` };
  if (status?.hasFailed) {
    const log = existsSync(folder.log) ? ` (${folder.log})` : "";
    return { state: "failed", reason: `its last change failed${log}: ${again}` };
  }
  return { state: status?.resources === 0 ? "no resources" : "up" };
}
