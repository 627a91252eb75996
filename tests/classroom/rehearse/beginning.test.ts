import assert from "node:assert/strict";
import { UsageError } from "../../../classroom/console/command.ts";
import { plural } from "../../../classroom/console/plural.ts";
import { StillUpError } from "../../../classroom/gateway/stack-gate.ts";
import { journalToGoOn, type Situation } from "../../../classroom/rehearse/beginning.ts";
import { withEnd } from "../../../classroom/rehearse/journal.ts";
import { arrived, BEGUN, held } from "../../support/fakes/fake-rehearsal.ts";

const FIRST: Situation = {
  ...{ stack: "dev", journal: undefined, held: [], labs: undefined, breakable: [] },
};
const journal = { ...BEGUN, arrivals: [arrived("a")] };
const OWN = held({ tagsAll: { expires: BEGUN.expires } });
const UNTAGGED = held({ tags: ["expires"] }, {});
const FOREIGN = held({ tagsAll: { expires: "2026-12-01T09:00:00Z" } });

const resources = ({ length }: readonly unknown[]): string => plural(length, "resource");

const isRefused = (situation: Situation, words: string) => {
  assert.throws(
    () => journalToGoOn(situation),
    (error) =>
      error instanceof StillUpError &&
      error.message.startsWith(words) &&
      error.message.includes("or destroy them first: npm run down -- --stack dev"),
  );
};

describe("the beginning of a rehearsal", () => {
  it("is a new one in an empty stack", () => {
    assert.equal(journalToGoOn(FIRST), undefined);
  });

  it("is refused where a class is up that it would destroy", () => {
    for (const up of [OWN, UNTAGGED])
      isRefused({ ...FIRST, held: up }, `A class is running in stack dev (${resources(up)})`);
  });

  it("is refused where another class has come up since the run was killed", () => {
    for (const ending of [undefined, "error"] as const)
      for (const up of [FOREIGN, [...OWN, ...FOREIGN], [...UNTAGGED, ...FOREIGN]])
        isRefused(
          { ...FIRST, journal: { ...journal, ending }, held: up },
          `A class is running in stack dev (${resources(up)})`,
        );
  });

  it("is refused where nobody can tell whose is what is up", () => {
    isRefused(
      { ...FIRST, journal, held: UNTAGGED },
      "Resources that may not be the last rehearsal's are still there in stack dev (2 resources)",
    );
  });

  it("goes on with what is tagged with the end that an earlier run has set", () => {
    const later = withEnd(journal, "2026-12-02T08:00:00Z");
    const again = withEnd(later, "2026-12-03T08:00:00Z");
    const both = [...OWN, ...UNTAGGED, ...held({ tags: { expires: later.expires } })];
    assert.equal(journalToGoOn({ ...FIRST, journal: again, held: both }), again);
  });

  it("goes on with what a killed run has brought up", () => {
    assert.equal(journalToGoOn({ ...FIRST, journal, held: OWN }), journal);
    assert.equal(journalToGoOn({ ...FIRST, journal, held: OWN, labs: ["b", "a"] }), journal);
  });

  it("refuses other labs meanwhile", () => {
    assert.throws(
      () => journalToGoOn({ ...FIRST, journal, held: OWN, labs: ["c"] }),
      (error) =>
        error instanceof UsageError && error.message.includes("rehearsal of a, b is under way"),
    );
  });

  it("is a new one where somebody else has destroyed it, with any labs", () => {
    assert.equal(journalToGoOn({ ...FIRST, journal, labs: ["c"] }), undefined);
  });

  it("goes on with the end, which looks for leftovers, in an empty stack", () => {
    const ending = { ...journal, ending: "error" as const };
    assert.equal(journalToGoOn({ ...FIRST, journal: ending }), ending);
  });

  it("goes on with the end where it was killed before it wrote its report", () => {
    const down = { seconds: 60, endedAt: "2026-11-30T10:00:00.000Z", isClean: true };
    const whole = { ...journal, arrivals: [arrived("a"), arrived("b")], checked: [] };
    const goOn = journalToGoOn({ ...FIRST, journal: { ...whole, down } });
    assert.deepEqual(goOn, { ...whole, down: undefined });
    const ended = { ...whole, arrivals: [arrived("a")], ending: "interrupted" as const, down };
    assert.equal(journalToGoOn({ ...FIRST, journal: ended })?.ending, "interrupted");
  });
});
