import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../lib/files.ts";
import { LocalFolder } from "../local/local-folder.ts";
import type { Result } from "./run-checks.ts";

const NOTES = z.record(
  z.string(),
  z.object({
    at: z.iso.datetime(),
    results: z.array(
      z.object({
        check: z.string(),
        outcome: z.enum(["pass", "fail", "inconclusive"]),
        obstacle: z.enum(["emulator", "settings", "exercise", "unseen", "credentials"]).optional(),
      }),
    ),
  }),
);

/** Results and time of the last checks of a stack's labs, by lab. */
export type LastChecks = z.output<typeof NOTES>;

/** Where the results are noted. */
export interface Noted {
  /** The file. */
  readonly checks: string;
}

/** Where the results of a stack are noted that is not a student's. */
export const notedOf = (stack: string): Noted => ({
  checks: path.join(new LocalFolder().path, "checks", `${stack}.json`),
});

/** Notes results of checks; they replace earlier results of the same labs. */
export function noteChecks(folder: Noted, results: readonly Result[], now = new Date()): void {
  if (results.length === 0) return;
  const all: LastChecks = { ...lastChecks(folder), ...toLastChecks(results, now) };
  writeWhole(folder.checks, JSON.stringify(all, undefined, 2), 0o600);
}

/** Results of checks that ran now, by lab. */
export function toLastChecks(results: readonly Result[], now: Date): LastChecks {
  const at = now.toISOString();
  const byLab = [...Map.groupBy(results, ({ lab }) => lab)].map(
    ([lab, its]): [string, LastChecks[string]] => [
      lab,
      {
        at,
        results: its.map(({ check, outcome, obstacle }) => ({
          check,
          outcome,
          ...(obstacle && { obstacle }),
        })),
      },
    ],
  );
  return Object.fromEntries(byLab);
}

/** The last results that this machine knows; empty when it knows of none. */
export const lastChecks = ({ checks: file }: Noted): LastChecks =>
  parsedChecks(existsSync(file) ? readFileSync(file, "utf8") : undefined);

/** @param text of a file with results; undefined when there is none */
export function parsedChecks(text: string | undefined): LastChecks {
  if (text === undefined) return {};
  try {
    return NOTES.parse(JSON.parse(text));
  } catch {
    return {}; // written by another version: the next check replaces it
  }
}

/** Summary of the last checks of a student's stack. */
export interface ChecksSummary {
  /** When the oldest of them ran: for each lab the last check counts. */
  readonly at: string;
  readonly passed: number;
  readonly failed: number;
  readonly inconclusive: number;
  /** Labs with a failed check. */
  readonly labs: readonly string[];
}

/** @returns undefined when nothing was checked */
export function summaryOf(checks: LastChecks): ChecksSummary | undefined {
  const all = Object.values(checks);
  const [at] = all.map((each) => each.at).sort();
  if (at === undefined) return undefined;
  const outcomes = all.flatMap(({ results }) => results.map(({ outcome }) => outcome));
  const count = (wanted: Result["outcome"]) => outcomes.filter((each) => each === wanted).length;
  return {
    at,
    passed: count("pass"),
    failed: count("fail"),
    inconclusive: count("inconclusive"),
    labs: Object.entries(checks).flatMap(([lab, { results }]) =>
      results.some(({ outcome }) => outcome === "fail") ? [lab] : [],
    ),
  };
}
