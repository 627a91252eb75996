/**
 * Whether an account is ready for a class: gates, quotas, offers, each asked of AWS by what its service's folder says. For
 * `npm run class -- preflight`, and in its quick form for `npm start -- --stack NAME`.
 */
import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import { services } from "../../aws/services.ts";
import { callsOn } from "../console/call-on.ts";
import { type ClassParts, inventoryOf } from "./class-parts.ts";
import { demandsOf } from "./demand.ts";
import { precheckJobs, precheckRows } from "./precheck-rows.ts";
import { quotaJobs, quotaRows } from "./quota-rows.ts";
import type { AnyRow } from "./row.ts";
import { networkNotes } from "./school-network.ts";
import type { Trials } from "./trials.ts";
import type { Asking, OwnParts } from "./unanswered.ts";

export interface ReadinessOptions extends Partial<OwnParts> {
  readonly aws: Aws;
  /** Which commands in a fix name. */
  readonly stack: string;
  readonly parts: ClassParts;
  readonly students: number;
  /** How long one question may take. @default 8 seconds */
  readonly callMs?: number;
  /** Tries what asking does not answer. @default nothing is made */
  readonly trials?: Trials;
  /** Takes rows as they are answered. */
  readonly onRows?: (rows: readonly AnyRow[]) => void;
}

/** How many questions are under way at the same time. */
const AT_ONCE = { concurrency: 16 };

const CALL_MS = 8000;

/** Everything that a class needs of the account and the region, in the order in which it is shown. */
export async function readiness({
  aws,
  stack,
  parts,
  students,
  classIds = [],
  held = [],
  callMs = CALL_MS,
  trials,
  onRows,
}: ReadinessOptions): Promise<AnyRow[]> {
  const known = await services();
  const inventory = inventoryOf(parts, known);
  const asking: Asking = { aws, classIds, held, callMs };
  const gates = known.flatMap((service) => service.gates ?? []);
  const offers = known.flatMap((service) => service.offers ?? []);
  const quotas = known.flatMap((service) => service.quotas ?? []);
  const asked = (kind: "gate" | "offer", prechecks: typeof gates) =>
    precheckJobs(kind, prechecks, inventory, asking).map(
      (job) => (): Promise<AnyRow[]> => precheckRows(job, asking, trials),
    );
  const counted = quotaJobs(demandsOf(quotas, inventory, { region: aws.region, students })).map(
    (job) => (): Promise<AnyRow[]> => quotaRows(job, asking),
  );
  const jobs = [...asked("gate", gates), ...counted, ...asked("offer", offers)];
  const ask = async (job: () => Promise<AnyRow[]>): Promise<AnyRow[]> => {
    const rows = (await job()).map((row) => ({
      ...row,
      ...(row.fix !== undefined && { fix: callsOn(row.fix, stack) }),
    }));
    onRows?.(rows);
    return rows;
  };
  const rows = await pMap(jobs, ask, AT_ONCE);
  return [...rows.flat(), ...networkNotes(inventory, aws.region)];
}
