import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { bootServer } from "../../../engine/traffic/boot/boot.ts";
import { sandboxProblem } from "../../../engine/traffic/boot/problem.ts";
import { errorMessage } from "../../../lib/errors.ts";
import { hasMariaDb, MariaDb } from "../../support/handouts/mariadb.ts";
import { expectAll, inOneSession, sampleBlocks } from "../../support/handouts/sample-blocks.ts";
import { shellCheck } from "../../support/linters.ts";
import { serverFacts } from "../../support/traffic/server-facts.ts";

/** What is right in a terminal: variables of other blocks, cd without a way out; and backticks of JMESPath. */
const ACROSS_BLOCKS = "--exclude=SC2016,SC2034,SC2154,SC2164";

const scratch = await sampleBlocks(({ words }) => words.run === "scratch");
const sql = await sampleBlocks(({ words }) => words.run === "mysql");

describe("the blocks of the handouts", function () {
  this.timeout("5m");
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-blocks-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it("are shell scripts that ShellCheck has nothing to say about", async () => {
    const files = [...(await sampleBlocks(({ language }) => language === "sh")).values()]
      .flat()
      .map(({ where, text }) => {
        const file = path.join(folder, `${where.replace(/\W+/g, "-")}.sh`);
        writeFileSync(file, `#!/bin/bash\n${text}`);
        return file;
      });
    assert.notEqual(files.length, 0);
    const found = await shellCheck(ACROSS_BLOCKS, "--format=gcc", ...files).catch(errorMessage);
    const lines = found.split("\n").filter((line) => line.startsWith(folder));
    assert.deepEqual(
      lines.map((line) => line.slice(folder.length + 1)),
      [],
    );
    assert.equal(found, "");
  });

  for (const [lab, blocks] of scratch)
    it(`do on a server what the handout of ${lab} says`, async function () {
      if ((await sandboxProblem(process.env)) !== undefined) this.skip(); // no bubblewrap here, or a kernel that refuses it
      const script = inOneSession(blocks, (text) => `echo "${text}"`);
      // Who logs out with exit logs in again for the next block.
      const facts = serverFacts(`#!/bin/bash\nset -e\nexit() { cd ~; }\n${script}`, {
        devices: ["/dev/sdf", "/dev/sdg"],
      });
      const { outcome, console } = await bootServer(facts, path.join(folder, "server"));
      assert.deepEqual(outcome, { how: "ok" }, console);
      expectAll(blocks, console);
    });

  for (const [lab, blocks] of sql)
    it(`ask a database what the handout of ${lab} says`, async function () {
      if (!hasMariaDb) this.skip(); // nobody but root can install one, see .ci/run
      const database = await MariaDb.start(folder);
      try {
        // Not as it is: it would stand in the heading of the column, too.
        const print = (text: string) =>
          `select concat('${text.slice(0, 3)}', '${text.slice(3)}') as done;`;
        const statements = inOneSession(blocks, print);
        expectAll(blocks, await database.run(statements));
      } finally {
        await database.stop();
      }
    });
});
