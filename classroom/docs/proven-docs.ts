import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { PROJECT } from "../../lib/project.ts";
import { formatted } from "../console/markdown.ts";
import { REPORT, type LabReport, type Report } from "../rehearsals/report.ts";

/** What was proven, and where. */
export const PROVEN_DOCS = path.join(PROJECT, "docs/proven.md");

/** Reports of rehearsals that somebody has committed. */
const REPORTS = path.join(PROJECT, "docs/rehearsals");

/** The column that is made from reports; the last one of its table. */
const COLUMN = "seen on AWS";

/** Said of a lab that nobody has reported. */
const NOT_YET = "not yet";

/** docs/proven.md with its last column as the committed reports have it; the rest of it is written by people. */
export const provenDocs = (
  text = readFileSync(PROVEN_DOCS, "utf8"),
  reports = committedReports(),
): Promise<string> => formatted(withColumn(text, reports));

/** @throws ZodError for a file that is no report of a rehearsal */
function committedReports(): Report[] {
  const files = globSync("*.json", { cwd: REPORTS }).sort();
  return files.map((file) =>
    REPORT.parse(JSON.parse(readFileSync(path.join(REPORTS, file), "utf8"))),
  );
}

function withColumn(text: string, reports: readonly Report[]): string {
  const lines = text.split("\n");
  const head = lines.findIndex((line) => cellsOf(line).at(-1) === COLUMN);
  if (head === -1) throw new Error(`${PROVEN_DOCS} has no table with the column ${COLUMN}`);
  const rows = lines.slice(head + 2).findIndex((line) => !line.startsWith("|"));
  const end = rows === -1 ? lines.length : head + 2 + rows;
  return lines
    .map((line, at) => (at > head + 1 && at < end ? withLast(line, seenOf(line, reports)) : line))
    .join("\n");
}

const cellsOf = (line: string): string[] =>
  line
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());

const withLast = (line: string, last: string): string =>
  `| ${[...cellsOf(line).slice(0, -1), last].join(" | ")} |`;

/** What was last seen of each lab that a row is about. */
function seenOf(row: string, reports: readonly Report[]): string {
  const labs = (cellsOf(row)[0] ?? "").split(", ");
  const seen = labs.map((lab) => lastSeen(lab, reports) ?? NOT_YET);
  return new Set(seen).size === 1
    ? (seen[0] ?? NOT_YET)
    : labs.map((lab, at) => `${lab}: ${seen[at] ?? NOT_YET}`).join("; ");
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
