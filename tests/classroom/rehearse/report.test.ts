import assert from "node:assert/strict";
import { EXIT_CODES } from "../../../classroom/console/exit-code.ts";
import { REPORT } from "../../../classroom/rehearsals/report.ts";
import type { Journal } from "../../../classroom/rehearse/journal.ts";
import { asMarkdown } from "../../../classroom/rehearse/markdown.ts";
import { exitCodeOf, reportOf } from "../../../classroom/rehearse/report.ts";
import { FakeRehearsal } from "../../support/fakes/fake-rehearsal.ts";

const VERSIONS = { class: "1.2.3", pulumi: "v3.9.9", awsProvider: "7.0.0", node: "v24.0.0" };
const COST = { labs: new Map([["a", 0.0123456]]), total: 0.5 };

describe("the report of a rehearsal", () => {
  let end: Journal;
  before(async () => {
    end = await new FakeRehearsal().run();
  });
  const report = (change: Partial<Journal> = {}) => reportOf({ ...end, ...change }, COST, VERSIONS);

  it("has versions, region, and each lab's minutes, checks, fault and cost", () => {
    const { region, versions, labs, down } = REPORT.parse(report());
    assert.deepEqual([region, versions, down.isClean], ["ap-northeast-2", VERSIONS, true]);
    assert.deepEqual(labs[0], {
      ...{ lab: "a", arrival: "up", minutes: 0, usd: 0.0123 },
      checks: [{ check: "a works", outcome: "pass" }],
      fault: { does: "a is broken", found: "yes", repaired: true },
    });
  });

  it("has no account and no address, also as Markdown", async () => {
    const texts = [JSON.stringify(report()), await asMarkdown(report())];
    for (const text of texts) assert.doesNotMatch(text, /\d{12}|\d+\.\d+\.\d+\.\d+|amazonaws/);
  });

  it("shows labs, faults and what did not pass as Markdown", async () => {
    const checked = [{ lab: "a", check: "a works", outcome: "inconclusive", obstacle: "emulator" }];
    const text = await asMarkdown(report({ checked: checked as Journal["checked"] }));
    assert.match(text, /^# Rehearsal of 2026-12-01 on AWS, ap-northeast-2$/m);
    assert.match(
      text,
      /^\| a +\| up +\| 0 +\| 1 inconclusive +\| found, repaired \| \$0\.01 +\|$/m,
    );
    assert.match(text, /^- a: a works: inconclusive \(emulator\)$/m);
  });

  it("is of success when every lab came up, worked, and nothing is left", () => {
    assert.equal(exitCodeOf(report()), EXIT_CODES.done);
  });

  const [fault] = [{ lab: "a", does: "a is broken" }];
  const failures: Readonly<Record<string, Partial<Journal>>> = {
    "it ended before all was done": { ending: "budget" },
    "a fault was not found": { faults: [{ ...fault, found: "no" }] },
    "a fault was not repaired": { repaired: [{ lab: "a", check: "x", outcome: "fail" }] },
    "a check failed": { checked: [{ lab: "a", check: "x", outcome: "fail" }] },
    "something is left": { down: { seconds: 1, endedAt: "", isClean: false } },
  };
  for (const [what, change] of Object.entries(failures))
    it(`is of failure when ${what}`, () => {
      assert.equal(exitCodeOf(report(change)), EXIT_CODES.failed);
    });

  it("is inconclusive when a check that could have been seen was not", () => {
    const checked = [...(end.checked ?? [])].map((each) => ({
      ...each,
      outcome: "inconclusive" as const,
      obstacle: "unseen" as const,
    }));
    assert.equal(exitCodeOf(report({ checked })), EXIT_CODES.inconclusive);
  });
});
