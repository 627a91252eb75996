import assert from "node:assert/strict";
import { OF_BLINDNESS } from "./of-blindness.ts";
import { OF_INTERRUPTIONS } from "./of-interruptions.ts";
import { OF_NAMES } from "./of-names.ts";
import { OF_PEOPLE } from "./of-people.ts";
import { OF_RECORDS } from "./of-records.ts";
import type { Outcome } from "./world.ts";

const ATTACKS = [...OF_PEOPLE, ...OF_NAMES, ...OF_BLINDNESS, ...OF_RECORDS, ...OF_INTERRUPTIONS];

describe("an attack on leftovers, or an accident", () => {
  for (const { name, world, call, deletes = [], says } of ATTACKS)
    it(`${name}: ${deletes.length === 0 ? "nothing is deleted" : "only the class's own goes"}`, async () => {
      const its = world();
      const { clean, said, deleted }: Outcome = await its.leftovers(call);
      assert.deepEqual(deleted, deletes);
      assert.match(said, says);
      assert.equal(clean, says.source.includes("Clean"));
    });

  it("is tried in at least 50 ways", () => {
    assert.ok(ATTACKS.length >= 50, `${ATTACKS.length}`);
  });
});
