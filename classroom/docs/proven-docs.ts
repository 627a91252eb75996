import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { formatted } from "../console/markdown.ts";
import { REPORT, type LabReport, type Report } from "../rehearsals/report.ts";
import { describedLabs } from "./lab-tables.ts";
import { withTable } from "./table.ts";

/** What was proven, and where. */
export const PROVEN_DOCS = path.join(PROJECT, "docs/proven.md");

/** Reports of rehearsals that somebody has committed. */
const REPORTS = path.join(PROJECT, "docs/rehearsals");

/** The table of labs. */
const HEADINGS = [
  "lab",
  "proven besides up, unchanged, destroy",
  "AWS only, and why",
  "seen on AWS",
];

/** Said of a lab that nobody has reported. */
const NOT_YET = "not yet";

/** docs/proven.md with its table of labs: what they say of themselves, and what committed reports have seen. */
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

/** @throws ZodError for a file that is no report of a rehearsal */
function committedReports(): Report[] {
  const files = globSync("*.json", { cwd: REPORTS }).sort();
  return files.map((file) =>
    REPORT.parse(JSON.parse(readFileSync(path.join(REPORTS, file), "utf8"))),
  );
}

/** What the newest report of AWS says of a lab; a rehearsal on the emulator says nothing of AWS. */
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
