import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import type { Leftover } from "../../../classroom/leftovers/leftovers.ts";
import { ageOf, describeEnd } from "../../../classroom/leftovers/report.ts";
import { columns } from "../../../classroom/text-width.ts";

const NOW = new Date("2026-11-24T18:00:00Z");
const hours = (count: number) => new Date(NOW.getTime() - count * 3_600_000);

const leftover = (its: Partial<Leftover>): Leftover => ({
  kind: "volume",
  id: "vol-1",
  region: "ap-northeast-2",
  why: "tagged",
  order: 0,
  going: false,
  ...its,
});

const lines = (found: readonly Leftover[]): string[] =>
  stripVTControlCharacters(describeEnd({ clean: false, found, unseen: [], stuck: [] }, NOW)).split(
    "\n",
  );

describe("the age of a leftover", () => {
  it("is told in the biggest unit that fits", () => {
    assert.equal(ageOf(hours(50), NOW), "2 d");
    assert.equal(ageOf(hours(23), NOW), "23 h");
    assert.equal(ageOf(hours(0.5), NOW), "30 min");
  });

  it("is none when its clock is ahead of ours", () => {
    assert.equal(ageOf(hours(-1), NOW), "0 min");
  });
});

describe("the table of leftovers", () => {
  it("has its columns in line, Korean names too", () => {
    const named = [leftover({ name: "실습 서버 디스크" }), leftover({ name: "disk", lab: "ami" })];
    const starts = lines(named)
      .slice(0, 3)
      .map((line) => columns(line.slice(0, line.search(/region|ap-northeast-2/))));
    assert.equal(new Set(starts).size, 1);
  });

  it("says kind, name, id, lab, age and why", () => {
    const its = { name: "disk", lab: "ami", createdAt: hours(3), why: "snapshot of vol-2" };
    assert.match(
      lines([leftover(its)])[1] ?? "",
      /^volume +disk \(vol-1\) +ami +ap-northeast-2 +3 h .*snapshot of vol-2/,
    );
  });
});

describe("the end of a search", () => {
  const end = { clean: false, found: [], unseen: [], stuck: [] };

  it("is clean only when it was", () => {
    assert.match(describeEnd({ ...end, clean: true }, NOW), /Clean/);
    assert.match(describeEnd(end, NOW), /Not clean/);
  });

  it("says where it could not look, and why", () => {
    const unseen = [
      { kind: "volume", region: "us-east-1", reason: "AccessDenied: no", passing: false },
    ];
    const text = describeEnd({ ...end, unseen }, NOW);
    assert.match(text, /could not look at volume in us-east-1: AccessDenied: no/);
  });

  it("says what could not be deleted, and why", () => {
    const stuck = [{ leftover: leftover({}), reason: "VolumeInUse: no", passing: true }];
    assert.match(
      describeEnd({ ...end, stuck }, NOW),
      /volume vol-1, ap-northeast-2: VolumeInUse: no/,
    );
  });
});
