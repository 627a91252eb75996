import assert from "node:assert/strict";
import { KeyFile } from "../../../classroom/local/key-file.ts";
import { LOCAL } from "../../../classroom/console/shared-options.ts";
import { goesDown } from "../../support/engine/goes-down.ts";
import { type Settings, TestStack } from "../../support/engine/stack.ts";
import { begunLabs, chosenIds } from "../../support/handouts/written-lab.ts";
import {
  declaredDrift,
  driftIn,
  placeOf,
  runsHandouts,
} from "../../support/handouts/runs-handouts.ts";
import { readHandout } from "../../../classroom/handouting/source/handout-files.ts";
import { writesHandouts } from "../../support/handouts/written-pages.ts";
import { companionsOf, MORE } from "../../support/labs.ts";
import { strictEmulator } from "../../support/strict-emulator.ts";

/**
 * The handouts of some labs, for who writes them: HANDOUT_LABS=s3-bucket mocha --no-config tests/integration/handouts/some-labs.test.ts.
 * Those of all labs are run in ../labs.test.ts, where all are up.
 */
if (chosenIds !== undefined)
  describe("the handouts", function () {
    this.timeout("20m");
    strictEmulator();
    const ids = begunLabs.flatMap((lab) => [
      placeOf(lab.id),
      ...companionsOf(lab).map(([{ id }]) => id),
      ...(readHandout(lab.id, "en")?.with ?? []),
    ]);
    let stack: TestStack;

    let settings: Settings;

    before(async () => {
      stack = await TestStack.start();
      const labs = Object.fromEntries(ids.map((id) => [id, MORE[id] ?? true]));
      settings = { "class:labs": labs, ...new KeyFile(LOCAL, stack.folder).make() };
      await stack.up(settings);
    });
    after(() => stack.stop());

    runsHandouts(() => stack, ids);

    describe("at their end", () => {
      it("have pages with the values of the class, and no secret", () =>
        writesHandouts(stack, [...new Set(ids)]));

      it("have changed in the class what they declare, and nothing else", async () => {
        assert.deepEqual(driftIn(await stack.solve(settings)), declaredDrift(ids));
      });

      it("leave nothing that keeps the class from going down", () => goesDown(stack.folder));
    });
  });
