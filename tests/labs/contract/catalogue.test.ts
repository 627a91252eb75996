import assert from "node:assert/strict";
import { proofOf } from "../../../classroom/stack/subjects.ts";
import { catalogue } from "../../../labs/catalogue.ts";
import { settingFields } from "../../../labs/contract/setting-fields.ts";
import { PROGRAM_FILE } from "../../support/handouts/program-files.ts";
import { RSA_KEY } from "../../support/keys.ts";
import { type LabSettings, MORE, outputNames } from "../../support/labs.ts";

/** Outputs that are there only with settings which no lab has together with its others. */
const VARIANTS: Readonly<Record<string, readonly LabSettings[]>> = {
  "windows-server": [{ publicKey: RSA_KEY }],
  "rds-mysql": [{ publicAccess: { reason: "the lab shows Workbench", cidrs: ["203.0.113.7/32"] } }],
};

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

      it("declares what it exports, exports what it declares, and keeps secret what it declares so", async () => {
        const more = MORE[lab.id];
        const builds = [{}, ...(more ? [more] : []), ...(VARIANTS[lab.id] ?? [])];
        const names = new Set<string>();
        const secrets = new Set<string>();
        for (const settings of builds) {
          const found = await outputNames(lab, settings);
          for (const name of found.names) names.add(name);
          for (const name of found.secrets) secrets.add(name);
        }
        const declared = Object.entries(lab.outputs);
        assert.deepEqual([...names].sort(), declared.map(([name]) => name).sort());
        const hidden = declared.filter(([, { kind }]) => kind === "secret");
        assert.deepEqual([...secrets].sort(), hidden.map(([name]) => name).sort());
      });

      it("has one output at most that is a file of credentials, and a command that writes it", () => {
        const files = Object.values(lab.outputs).filter(({ isFile }) => isFile);
        assert.ok(files.length <= 1);
        assert.ok(files.every(({ kind }) => kind === "secret"));
        assert.equal("saveCredentials" in lab.outputs, files.length === 1);
      });

      it("has checks, each with a name of its own and a hint", async () => {
        const { checks } = await proofOf(lab.id);
        assert.ok(checks.length > 0, "it has no checks");
        const names = new Set(checks.map(({ name }) => name.en));
        assert.equal(names.size, checks.length);
        assert.ok(checks.every(({ name, hint }) => name.en.length > 10 && hint.en.length > 10));
        const files = checks.flatMap(
          ({ hint }) => `${hint.en} ${hint.ko}`.match(PROGRAM_FILE) ?? [],
        );
        assert.deepEqual(files, [], "students do not have the program's files");
      });

      it("has a fault that one of its checks finds, or no resources of its own", async () => {
        const { checks, fault } = await proofOf(lab.id);
        if (fault) assert.ok(checks.includes(fault.foundBy));
        else assert.equal(lab.id, "load-test");
      });
    });
});
