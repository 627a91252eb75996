import assert from "node:assert/strict";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import type { Lab } from "../../../labs/contract/lab.ts";
import { settingFields } from "../../../labs/contract/setting-fields.ts";
import {
  companionsOf,
  type LabSettings,
  MORE,
  recordLabs,
  secretOutputs,
} from "../../support/labs.ts";

/** Outputs that are there only with settings which no lab has together with its others. */
const VARIANTS: Readonly<Record<string, readonly LabSettings[]>> = {
  "rds-mysql": [{ publicAccess: { reason: "the lab shows Workbench", cidrs: ["203.0.113.7/32"] } }],
};

/** The names that a lab exports with these settings, beside the lab that it needs. */
async function exported(lab: Lab, settings: LabSettings): Promise<string[]> {
  const { outputs } = await recordLabs([[lab, settings], ...companionsOf(lab)]);
  return Object.keys(outputs[lab.id] ?? {});
}

describe("every lab of the catalogue", () => {
  for (const lab of catalogue)
    describe(lab.id, () => {
      it("has a title and says what it teaches in two to four sentences, in both languages", () => {
        for (const language of ["en", "ko"] as const) {
          assert.ok(lab.title[language], `title.${language} is missing`);
          const sentences = (lab.teaches[language] ?? "").split(/[.?!](?:\s|$)/).filter(Boolean);
          assert.ok(
            sentences.length >= 2 && sentences.length <= 4,
            `teaches.${language} has ${sentences.length} sentences`,
          );
        }
      });

      it("describes each setting", () => {
        const bare = settingFields(lab.settings).filter(({ schema }) => !schema.description);
        assert.deepEqual(
          bare.map(({ path }) => path),
          [],
        );
      });

      it("declares what it exports, and exports what it declares", async () => {
        const builds = [{}, MORE[lab.id] ?? {}, ...(VARIANTS[lab.id] ?? [])];
        const names = new Set<string>();
        for (const settings of builds)
          for (const name of await exported(lab, settings)) names.add(name);
        assert.deepEqual([...names].sort(), Object.keys(lab.outputs).sort());
      });

      it("keeps secret what it declares so, and nothing else", async () => {
        const declared = Object.entries(lab.outputs).filter(([, { kind }]) => kind === "secret");
        assert.deepEqual((await secretOutputs(lab)).sort(), declared.map(([name]) => name).sort());
      });

      it("has checks, each with a name of its own and a hint", async () => {
        const { checks } = await proofOf(lab.id);
        assert.ok(checks.length > 0, "it has no checks");
        const names = new Set(checks.map(({ name }) => name.en));
        assert.equal(names.size, checks.length);
        assert.ok(checks.every(({ name, hint }) => name.en.length > 10 && hint.en.length > 10));
      });

      it("has a fault that one of its checks finds, or no resources of its own", async () => {
        const { checks, fault } = await proofOf(lab.id);
        if (fault) assert.ok(checks.includes(fault.foundBy));
        else assert.equal(lab.id, "load-test");
      });
    });
});
