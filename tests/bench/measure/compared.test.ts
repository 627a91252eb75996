import assert from "node:assert/strict";
import { type Compared, comparisonTable, forMarkdown, forTerminal, isMet } from "./compared.ts";
import { median, oneAfterTheOther } from "./measured.ts";

const MIB = 2 ** 20;
const NAMES = { ours: "class", theirs: "sequential" };
const open: Compared = {
  what: "open",
  ours: { seconds: 30, peak: 300 * MIB },
  theirs: { seconds: 120, peak: 200 * MIB },
  wanted: { ratio: 0.35, memory: 256 * MIB },
};
const status: Compared = { what: "status", ours: { seconds: 2.5, peak: 100 * MIB } };

describe("a comparison", () => {
  it("has its ratios before its figures", () => {
    const { head, rows } = comparisonTable([open, status], NAMES);
    assert.deepEqual(head.slice(1, 5), ["time ratio", "memory ratio", "class, s", "sequential, s"]);
    assert.deepEqual(rows[0]?.slice(0, 7), ["open", "0.25", "1.50", "30", "120", "300", "200"]);
  });

  it("has no ratio where there is nothing to compare with", () => {
    const { rows } = comparisonTable([status], NAMES);
    assert.deepEqual(rows, [["status", "", "", "2.50", "", "100", "", ""]]);
  });

  it("says of each bar whether it is met", () => {
    assert.equal(isMet(open), false);
    assert.equal(
      comparisonTable([open], NAMES).rows[0]?.at(-1),
      "time ratio 0.35: met; 256 MiB: MISSED",
    );
    assert.ok(isMet({ ...open, wanted: { ratio: 0.25, memoryRatio: 1.5, seconds: 30 } }));
    assert.ok(isMet(status));
  });

  it("is a table for a terminal, figures on the right", () => {
    const table = { head: ["", "ratio", "wanted"], rows: [["open", "0.25", "at most 1"]] };
    assert.equal(forTerminal(table), "      ratio  wanted\nopen   0.25  at most 1");
  });

  it("is a table in Markdown", () => {
    const table = { head: ["", "ratio", "wanted"], rows: [["open", "0.25", "at most 1"]] };
    assert.equal(
      forMarkdown(table),
      "|  | ratio | wanted |\n| --- | ---: | --- |\n| open | 0.25 | at most 1 |",
    );
  });
});

describe("several measurements", () => {
  const [a, b, c] = [
    { seconds: 3, peak: 10 },
    { seconds: 1, peak: 30 },
    { seconds: 2, peak: 20 },
  ];

  it("have the median of each figure", () => {
    assert.deepEqual(median([a, b, c]), { seconds: 2, peak: 20 });
  });

  it("take, one after the other, all the time and the most memory", () => {
    assert.deepEqual(oneAfterTheOther([a, b, c]), { seconds: 6, peak: 30 });
  });
});
