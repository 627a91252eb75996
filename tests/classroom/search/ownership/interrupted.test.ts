import assert from "node:assert/strict";
import { at, evidence, GROUP, held, OURS } from "./evidence.ts";

const KILLED = at(0).toISOString();
const WHY = "pulumi up was killed while it created it";
const OTHERS = { "class-id": "zzzzzzzz2345" };

describe("what a killed run was creating", () => {
  const random = held("vol-1", { created: KILLED, seen: KILLED, interrupted: "random name" });
  const chosen = held("vol-1", { created: KILLED, seen: KILLED, interrupted: "chosen name" });
  /** What has a made-up name, as a bucket, whose tags are written after its creation. */
  const made = { named: true, ledger: [random] };
  const asked = { named: true, ledger: [chosen] };
  const minutes = (count: number) => at(count / 60);

  it("is the class's without a tag, by the name that Pulumi has made up for it", () => {
    for (const createdAt of [minutes(-600), minutes(0), minutes(5)])
      assert.equal(evidence({ ...made, createdAt }), `proven: ${WHY}`);
  });

  it("is also known by that name where AWS makes its id", () => {
    const ledger = [{ ...random, ids: ["web-0a1b2c3"] }];
    const template = { ledger, createdAt: at(0), name: "web-0a1b2c3" };
    assert.equal(evidence(template), `proven: ${WHY}`);
    assert.equal(evidence({ ...template, name: "web-0a1b2c4" }), undefined);
    const zone = { ledger: [{ ...chosen, ids: ["school.example"] }], name: "school.example." };
    assert.equal(evidence(zone), `claimed: ${WHY}; its name is one of the settings`);
  });

  it("is not certain where AWS does not say when it was made, or has changed that since", () => {
    assert.equal(evidence(made), `claimed: ${WHY}`);
    assert.equal(
      evidence({ ...made, createdAt: at(24), redated: true }),
      `claimed: ${WHY}; it was changed later`,
    );
  });

  it("is not what somebody has made later with that name, or in another account or region", () => {
    assert.equal(evidence({ ...made, createdAt: new Date(at(0).getTime() + 300_001) }), undefined);
    const elsewhere = [
      { ...random, account: "999999999999" },
      { ...random, region: "us-east-1" },
    ];
    for (const each of elsewhere)
      assert.equal(evidence({ ...made, createdAt: at(0), ledger: [each] }), undefined);
    assert.equal(
      evidence({
        ...made,
        createdAt: at(0),
        region: "global",
        ledger: [{ ...random, region: "x" }],
      }),
      `proven: ${WHY}`,
    );
  });

  it("cannot be hidden by the tags of another class", () => {
    assert.equal(
      evidence({ ...made, createdAt: at(0), tags: OTHERS }),
      "disputed: in the record, tagged as another's",
    );
    assert.equal(evidence({ ...asked, createdAt: at(0), tags: OTHERS }), undefined);
  });

  it("is not certain by a name of the settings, which may have been somebody's before", () => {
    const why = `claimed: ${WHY}; its name is one of the settings`;
    assert.equal(evidence({ ...asked, createdAt: minutes(-60) }), why);
    assert.equal(evidence({ ...asked, createdAt: minutes(5), tags: { "aws:x": "y" } }), why);
    assert.equal(evidence({ ...asked, createdAt: minutes(-61) }), undefined);
    assert.equal(evidence({ ...asked, createdAt: minutes(6), redated: true }), undefined);
    // Its tags are written by one call.
    assert.equal(evidence({ ...asked, createdAt: at(0), tags: { course: "math" } }), undefined);
    assert.equal(
      evidence({ ...asked, createdAt: at(0), tags: OURS }),
      "claimed: tagged, not in the record",
    );
  });

  it("is in use while a stack holds it", () => {
    const present = [held("vol-1")];
    assert.equal(evidence({ ...made, createdAt: at(0), present }), undefined);
    assert.equal(evidence({ ...made, createdAt: at(0), elsewhere: present }), undefined);
  });

  it("makes certain what was made from it only by a name that Pulumi has made up", () => {
    const [ours, anyones] = [random, chosen].map((each) => ({
      ...each,
      type: GROUP,
      ids: ["web"],
    }));
    assert.ok(ours && anyones);
    const ties = [{ how: "logs of", id: "web", type: GROUP }];
    for (const [its, why] of [
      [{ makers: ["web"], createdAt: minutes(5) }, "made by web"],
      [{ ties, createdAt: minutes(5) }, "logs of web"],
    ] as const) {
      assert.equal(evidence({ ...its, ledger: [ours] }), `proven: ${why}`);
      assert.equal(evidence({ ...its, ledger: [anyones] }), `claimed: ${why}`);
    }
  });
});
