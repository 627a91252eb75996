import type { ClassConfig } from "../../infra/config.ts";
import { type Report, step } from "../../lib/progress.ts";
import { classCost, type ClassCost } from "../pricing/class-cost.ts";
import { checkHourlyCost } from "../pricing/hourly-limit.ts";
import { classParts } from "../readiness/class-parts.ts";
import { readiness } from "../readiness/readiness.ts";
import { describeRed } from "../readiness/report.ts";
import { proofOf } from "../stack/subjects.ts";
import type { Journal } from "./journal.ts";
import type { KnownFault } from "./stage.ts";
import type { Venue } from "./venue.ts";
import { plural } from "../console/plural.ts";

/** The faults of labs, by lab id; labs without a fault are left out. */
export async function faultsOf(labs: readonly string[]): Promise<Map<string, KnownFault>> {
  const faults = new Map<string, KnownFault>();
  for (const id of labs) {
    const { fault } = await proofOf(id);
    if (fault) faults.set(id, { does: fault.does.en, foundBy: fault.foundBy.name.en });
  }
  return faults;
}

/** The class's cost at list prices for one student. @throws ConfigError when it costs more an hour than allowed */
export async function costOf(config: ClassConfig): Promise<ClassCost> {
  const cost = await classCost(config, { students: 1 });
  checkHourlyCost(cost);
  return cost;
}

/** The journal of a new rehearsal, after a check that the account is ready. */
export async function newJournal(
  config: ClassConfig,
  { aws }: Pick<Venue, "aws">,
  expires: string,
  report: Report,
): Promise<Journal> {
  const labs = config.labs.map(({ lab }) => lab.id);
  const title = `Preflight of ${plural(labs.length, "lab")} in ${config.region}`;
  const rows = await step(report, title, async () =>
    readiness({
      aws,
      stack: config.stack,
      classIds: config.id === undefined ? [] : [config.id],
      parts: [await classParts(config)],
    }),
  );
  for (const line of describeRed(rows)) report(line);
  const those = (verdict: string) => rows.filter((row) => row.verdict === verdict);
  return {
    format: 1,
    stack: config.stack,
    on: aws.endpoint === undefined ? "aws" : "emulator",
    region: config.region,
    labs,
    startedAt: new Date().toISOString(),
    expires,
    expiredBefore: [],
    preflight: {
      ok: those("ok").length,
      unknown: those("unknown").length,
      notReady: those("fail").map(({ what, region }) => `${what} in ${region}`),
    },
    arrivals: [],
    faults: [],
  };
}
