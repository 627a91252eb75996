/**
 * Whether an account is ready for a class: prechecks, quotas and offers, each checked on AWS as its service's folder defines. For
 * `npm run class -- preflight`, and in a quick form for `npm start -- --stack NAME`.
 */
import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import { Inventory } from "../../aws/contract/priced-resource.ts";
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
  /** The stack named in the commands of a fix. */
  readonly stack: string;
  /** What the class's own stack has, and those of its students. */
  readonly parts: readonly ClassParts[];
  /** Timeout of one call. @default 8 seconds */
  readonly callMs?: number;
  /** Creates resources to find out what no call answers. @default nothing is created */
  readonly trials?: Trials;
  /** Gets rows as soon as they are answered. */
  readonly onRows?: (rows: readonly AnyRow[]) => void;
}

/** How many calls run at the same time. */
const AT_ONCE = { concurrency: 16 };

const CALL_MS = 8000;

/** Everything that a class needs in its account and region, in display order. */
export async function readiness({
  aws,
  stack,
  parts,
  classIds = [],
  held = [],
  callMs = CALL_MS,
  trials,
  onRows,
}: ReadinessOptions): Promise<AnyRow[]> {
  const known = await services();
  const stacks = parts.map((each) => ({ ...each, inventory: inventoryOf(each, known) }));
  const inventory = new Inventory(stacks.flatMap((each) => each.inventory.resources));
  const asking: Asking = { aws, classIds, held, callMs };
  const gates = known.flatMap((service) => service.gates ?? []);
  const offers = known.flatMap((service) => service.offers ?? []);
  const quotas = known.flatMap((service) => service.quotas ?? []);
  const asked = (kind: "gate" | "offer", prechecks: typeof gates) =>
    precheckJobs(kind, prechecks, inventory, asking).map(
      (job) => (): Promise<AnyRow[]> => precheckRows(job, asking, trials),
    );
  const counted = quotaJobs(demandsOf(quotas, stacks, aws.region)).map(
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
