import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { formatted } from "../console/markdown.ts";
import { REPORT, type LabReport, type Report } from "../rehearsals/report.ts";
import { describedLabs } from "./lab-tables.ts";
import { withTable } from "./table.ts";

/** The page that shows what was proven, and where. */
export const PROVEN_DOCS = path.join(PROJECT, "docs/proven.md");

/** Committed reports of rehearsals. */
const REPORTS = path.join(PROJECT, "docs/rehearsals");

/** The headings of the table of labs. */
const HEADINGS = [
  "lab",
  "proven besides up, unchanged, destroy",
  "AWS only, and why",
  "seen on AWS",
];

/** For a lab that is in no report. */
const NOT_YET = "not yet";

/** docs/proven.md with its table of labs: from their own facts and from committed reports. */
export const provenDocs = (
  text = readFileSync(PROVEN_DOCS, "utf8"),
  labs = describedLabs(),
  reports = committedReports(),
): Promise<string> => {
  const rows = labs.map(([id, { proven, awsOnly }]) => [
    id,
    proven,
    awsOnly,
    lastSeen(id, reports) ?? NOT_YET,
  ]);
  return formatted(withTable(text, HEADINGS, rows));
};

/** @throws ZodError for a file that is not the report of a rehearsal */
function committedReports(): Report[] {
  const files = globSync("*.json", { cwd: REPORTS }).sort();
  return files.map((file) =>
    REPORT.parse(JSON.parse(readFileSync(path.join(REPORTS, file), "utf8"))),
  );
}

/** The result for a lab in the newest report from AWS; a rehearsal on the emulator proves nothing about AWS. */
function lastSeen(id: string, reports: readonly Report[]): string | undefined {
  const [newest] = reports
    .filter(({ on, labs }) => on === "aws" && labs.some(({ lab }) => lab === id))
    .toSorted((a, b) => b.date.localeCompare(a.date));
  const lab = newest?.labs.find((each) => each.lab === id);
  return newest && lab && `${newest.date}, ${newest.region}: ${describe(lab)}`;
}

function describe({ arrival, checks, fault }: LabReport): string {
  if (arrival !== "up") return `did not come up (${arrival})`;
  const passed = checks.filter(({ outcome }) => outcome === "pass").length;
  const found =
    fault && `, fault ${fault.found === "yes" && fault.repaired ? "" : "NOT "}found and repaired`;
  return `${passed} of ${checks.length} checks passed${found ?? ""}`;
}
