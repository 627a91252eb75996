import assert from "node:assert/strict";
import { Ledger } from "../../../../classroom/record/ledger.ts";
import { at, evidence, GROUP, held, OURS, VOLUME } from "./evidence.ts";

describe("what is in the record because somebody has confirmed it", () => {
  const confirmed = held("vol-1", { confirmed: true });
  const source = held("vol-2", { confirmed: true });

  it("needs a yes again", () => {
    const why = "confirmed before, not in the stack's record";
    assert.equal(evidence({ ledger: [confirmed] }), `claimed: ${why}`);
    assert.equal(evidence({ ledger: [confirmed], tags: OURS }), `claimed: ${why}`);
    assert.equal(evidence({ ledger: [confirmed, held("vol-1")] }), "proven: in the stack's record");
    const tags = { "class-id": "zzzzzzzz2345" };
    assert.equal(
      evidence({ ledger: [confirmed], tags }),
      "disputed: in the record, tagged as another's",
    );
  });

  it("does not make its backups, and what it has launched, the class's", () => {
    const ties = [{ how: "snapshot of", id: "vol-2" }];
    assert.equal(evidence({ ledger: [source], ties }), "claimed: snapshot of vol-2");
    assert.equal(evidence({ ledger: [held("vol-2")], ties }), "proven: snapshot of vol-2");
    const typed = [{ how: "backup of", id: "vol-2", type: VOLUME }];
    assert.equal(
      evidence({ ledger: [source], ties: typed, createdAt: at(1) }),
      "claimed: backup of vol-2",
    );
    const launched = { makers: ["web"], createdAt: at(1) };
    const group = held("web", { type: GROUP });
    const agreed = { ...group, confirmed: true };
    assert.equal(evidence({ ledger: [agreed], ...launched }), "claimed: made by web");
    assert.equal(evidence({ ledger: [agreed, group], ...launched }), "proven: made by web");
  });

  it("does not make the backups of what was attached the class's", () => {
    const ledger = [held("vol-2", { attached: "attached to i-1" })];
    const ties = [{ how: "snapshot of", id: "vol-2" }];
    assert.equal(evidence({ ledger, ties }), "claimed: snapshot of vol-2");
  });

  it("does not make the class older, nor its name certain", () => {
    const old = held("vol-3", { created: "2020-01-01T00:00:00Z", confirmed: true });
    const older = { tags: OURS, createdAt: at(-24) };
    assert.equal(
      evidence({ ...older, ledger: [old, held("vol-4")] }),
      "foreign: tagged, but older than the class",
    );
    const named = { named: true, tags: OURS };
    assert.equal(evidence({ ...named, ledger: [confirmed] }), "claimed: tagged, not in the record");
  });

  it("is kept apart from what the stack has held", () => {
    const both = new Ledger([held("vol-1")]).with(new Ledger([confirmed]));
    assert.deepEqual(both.held, [held("vol-1"), confirmed]);
  });
});
