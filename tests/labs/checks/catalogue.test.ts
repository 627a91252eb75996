import assert from "node:assert/strict";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { catalogue } from "../../../labs/catalogue.ts";

describe("every lab of the catalogue", () => {
  for (const { id } of catalogue) {
    describe(id, () => {
      it("has checks, each with a name of its own and a hint", async () => {
        const { checks } = await proofOf(id);
        const names = new Set(checks.map(({ name }) => name.en));
        assert.ok(checks.length > 0);
        assert.equal(names.size, checks.length);
        assert.ok(checks.every(({ name, hint }) => name.en.length > 10 && hint.en.length > 10));
      });

      it("has a fault that one of its checks finds, or no resources of its own", async () => {
        const { checks, fault } = await proofOf(id);
        if (fault) assert.ok(checks.includes(fault.foundBy));
        else assert.equal(id, "load-test");
      });
    });
  }
});
