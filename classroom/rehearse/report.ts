import { EXIT_CODES } from "../console/exit-code.ts";
import { exitCodeFor } from "../checking/check-exit-code.ts";
import type { LabReport, Report } from "../rehearsals/report.ts";
import type { RehearsalCost } from "./costs.ts";
import type { Journal } from "./journal.ts";

/** The report of a finished rehearsal. */
export function reportOf(
  journal: Journal,
  cost: RehearsalCost,
  versions: Report["versions"],
): Report {
  const { startedAt, on, region, preflight, ending, down } = journal;
  return {
    format: 1,
    date: startedAt.slice(0, 10),
    ...{ on, region, versions, preflight },
    labs: journal.labs.flatMap((lab) => labReport(lab, journal, cost)),
    ...(ending !== undefined && { ending }),
    down: { minutes: minutes(down?.seconds ?? 0), isClean: down?.isClean ?? false },
    usd: rounded(cost.total),
  };
}

/** Empty for a lab that the rehearsal has not reached. */
function labReport(id: string, journal: Journal, cost: RehearsalCost): LabReport[] {
  const arrival = journal.arrivals.find(({ lab }) => lab === id);
  if (arrival?.outcome === undefined) return [];
  const checks = (journal.checked ?? []).filter(({ lab }) => lab === id);
  const made = journal.faults.find(({ lab }) => lab === id);
  const after = journal.repaired?.filter(({ lab }) => lab === id);
  return [
    {
      lab: id,
      arrival: arrival.outcome,
      minutes: minutes(arrival.seconds),
      usd: rounded(cost.labs.get(id) ?? 0),
      checks: checks.map(({ check, outcome, obstacle }) => ({
        ...{ check, outcome },
        ...(obstacle !== undefined && { obstacle }),
      })),
      ...(made?.found !== undefined && {
        fault: {
          does: made.does,
          found: made.found,
          repaired: after?.every(({ outcome }) => outcome !== "fail") ?? false,
        },
      }),
    },
  ];
}

const minutes = (seconds: number): number => Math.round(seconds / 6) / 10;

/** To the hundredth of a cent, because a minute of a small lab costs that little. */
const rounded = (usd: number): number => Math.round(usd * 10_000) / 10_000;

/** Success only when every lab was deployed, worked, was broken, found and repaired, and nothing is left. */
export function exitCodeOf({ labs, ending, down }: Report): number {
  const isWrong = ({ arrival, fault }: LabReport): boolean =>
    arrival !== "up" || fault?.found === "no" || fault?.repaired === false;
  if (ending !== undefined || !down.isClean || labs.some(isWrong)) return EXIT_CODES.failed;
  if (labs.some(({ fault }) => fault?.found === "inconclusive")) return EXIT_CODES.inconclusive;
  return exitCodeFor(labs.flatMap(({ checks }) => checks));
}
