import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { AboutLab } from "../../../classroom/docs/about-lab.ts";
import { PROVEN_DOCS, provenDocs } from "../../../classroom/docs/proven-docs.ts";
import type { Report } from "../../../classroom/rehearsals/report.ts";

const TABLE = `| lab | proven besides up, unchanged, destroy | AWS only, and why | seen on AWS |
| --- | --- | --- | --- |
| old | a | b | c |

| other | table |
`;

const about: AboutLab = {
  ...{ area: "Servers", students: { can: "all" }, proven: "runs", awsOnly: "-" },
};

const seen: Report = {
  format: 1,
  date: "2026-12-01",
  on: "aws",
  region: "ap-northeast-2",
  versions: { class: "1", pulumi: "3", awsProvider: "7", node: "24" },
  preflight: { ok: 1, unknown: 0, notReady: [] },
  labs: [
    {
      ...{ lab: "cdn", arrival: "up", minutes: 5, usd: 0 },
      checks: [
        { check: "a", outcome: "pass" },
        { check: "b", outcome: "inconclusive" },
      ],
      fault: { does: "x", found: "yes", repaired: true },
    },
  ],
  down: { minutes: 1, isClean: true },
  usd: 0,
};

const lastCells = async (reports: readonly Report[]): Promise<string[]> =>
  (
    await provenDocs(
      TABLE,
      [
        ["cdn", about],
        ["efs", about],
      ],
      [...reports],
    )
  )
    .split("\n")
    .slice(2, 4)
    .map((line) => line.split("|").at(-2)?.trim() ?? "");

describe("docs/proven.md", () => {
  it("is what the committed reports say (else: npm run class -- docs)", async () => {
    assert.equal(readFileSync(PROVEN_DOCS, "utf8"), await provenDocs());
  });

  it("says not yet of labs that nobody has rehearsed on AWS", async () => {
    assert.deepEqual(await lastCells([]), ["not yet", "not yet"]);
    assert.deepEqual(await lastCells([{ ...seen, on: "emulator" }]), ["not yet", "not yet"]);
  });

  it("says what the newest report has of a lab", async () => {
    const older = { ...seen, date: "2026-11-01" };
    assert.deepEqual(await lastCells([seen, older]), [
      "2026-12-01, ap-northeast-2: 1 of 2 checks passed, fault found and repaired",
      "not yet",
    ]);
  });

  it("says that a lab did not come up", async () => {
    const [lab] = seen.labs;
    assert.ok(lab);
    const failed = { ...seen, labs: [{ ...lab, lab: "efs", arrival: "failed" as const }] };
    const [, cell] = await lastCells([failed]);
    assert.equal(cell, "2026-12-01, ap-northeast-2: did not come up (failed)");
  });
});
