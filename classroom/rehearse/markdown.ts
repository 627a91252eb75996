import { dollars } from "../console/money.ts";
import { formatted } from "../console/markdown.ts";
import type { LabReport, Report } from "../rehearsals/report.ts";

/** The report of a rehearsal, for people. */
export const asMarkdown = (report: Report): Promise<string> => {
  const { date, on, region, versions, preflight, labs, ending, down, usd } = report;
  const where = on === "aws" ? `AWS, ${region}` : `the emulated AWS, ${region}`;
  return formatted(
    [
      `# Rehearsal of ${date} on ${where}`,
      "",
      `aws-class ${versions.class}, Pulumi ${versions.pulumi}, AWS provider ${versions.awsProvider}, Node ${versions.node}`,
      "",
      ...(ending === undefined ? [] : [`**${ENDINGS[ending]}**`, ""]),
      `- preflight: ${preflight.ok} ok, ${preflight.unknown} unknown, ${preflight.notReady.length} not ready`,
      ...preflight.notReady.map((what) => `  - ${what}`),
      `- down: ${down.minutes} minutes, ${down.isClean ? "nothing is left" : "NOT CLEAN"}`,
      `- cost: ${dollars(usd)}, list price x time`,
      "",
      "| lab | up | minutes | checks | fault | cost |",
      "| --- | --- | --- | --- | --- | --- |",
      ...labs.map(rowOf),
      "",
      ...unwell(labs),
    ].join("\n"),
  );
};

const ENDINGS = {
  interrupted: "Interrupted: not everything was rehearsed.",
  budget: "The budget was reached: not everything was rehearsed.",
  error: "Stopped by an error: not everything was rehearsed.",
} as const;

const rowOf = ({ lab, arrival, minutes, checks, fault, usd }: LabReport): string =>
  `| ${[lab, arrival, minutes, tally(checks), faultOf(fault), dollars(usd)].join(" | ")} |`;

/** `5 pass, 1 inconclusive` */
function tally(checks: LabReport["checks"]): string {
  const counts = Map.groupBy(checks, ({ outcome }) => outcome);
  return [...counts].map(([outcome, its]) => `${its.length} ${outcome}`).join(", ") || "-";
}

function faultOf(fault: LabReport["fault"]): string {
  if (fault === undefined) return "-";
  const found = { yes: "found", no: "NOT FOUND", inconclusive: "inconclusive" }[fault.found];
  return `${found}, ${fault.repaired ? "repaired" : "NOT REPAIRED"}`;
}

/** Checks that did not pass, and why. */
function unwell(labs: readonly LabReport[]): string[] {
  const lines = labs.flatMap(({ lab, checks }) =>
    checks.flatMap(({ check, outcome, obstacle }) =>
      outcome === "pass"
        ? []
        : [`- ${lab}: ${check}: ${outcome}${obstacle ? ` (${obstacle})` : ""}`],
    ),
  );
  return lines.length === 0 ? [] : ["## Checks that did not pass", "", ...lines, ""];
}
