import assert from "node:assert/strict";
import { stripVTControlCharacters } from "node:util";
import { describeStatus } from "../../../classroom/status/describe-status.ts";

const AT = "2026-11-29T09:00:00Z";
const EXPIRES = "2026-11-29T17:00:00Z";
const shown = (students: Parameters<typeof describeStatus>[0]["students"]): string =>
  stripVTControlCharacters(describeStatus({ class: "spring", at: AT, expires: EXPIRES, students }));

describe("the status of a class, described", () => {
  it("sums up its students", () => {
    const up = { state: "up", resources: 20, spent: 0.5, perHour: 0.25 } as const;
    const said = shown({ s01: up, s02: { state: "failed", reason: "no capacity" } });
    assert.match(said, /^s02 +failed .*no capacity$/m);
    assert.match(said, /^2 students: 1 up, 1 failed; 20 resources; \$0\.50 spent/m);
  });

  it("does not say of a class without students that it has nothing and costs nothing", () => {
    const said = shown({});
    assert.match(said, /^No students to show\.\n.*: npm run class -- open ROSTER --class spring$/m);
    assert.match(said, /the labs of its own stack: npm run class -- check --stack spring$/m);
    assert.doesNotMatch(said, /\$0|0 resources/);
  });
});
