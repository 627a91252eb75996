import assert from "node:assert/strict";
import { chmodSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { onAws, PLACEHOLDER, withEnd } from "../../../classroom/preview/assumed-end.ts";
import { comment } from "../../../classroom/preview/comment.ts";
import { describePreviews } from "../../../classroom/preview/terminal.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const END = "2026-12-01T18:00:00+09:00";
const SALT = { encryptionsalt: "v1:abc" };
const WITHOUT = { ...SALT, config: { "class:owner": "teacher" } };
const WITH = {
  ...SALT,
  config: { ...WITHOUT.config, "class:expires": END, "class:id": "abcdefgh2345" },
};

describe("the end of a class in its preview", () => {
  const folder = temporaryFolder();

  /** A Pulumi whose `stack output` says this, and whose other commands repeat the settings they are given. */
  function engine(outputs: string, code = 0) {
    const command = path.join(folder.path, "pulumi");
    writeFileSync(
      command,
      `#!/bin/sh
if [ "$1 $2" = "stack output" ]; then echo '${outputs}'; exit ${code}; fi
while [ $# -gt 0 ]; do [ "$1" = --config-file ] && cat "$2"; shift; done; true
`,
    );
    chmodSync(command, 0o755);
    return { command, env: {}, description: "a Pulumi of the test's own", official: true };
  }

  /** The settings that Pulumi is given, and the end that was put in. */
  const given = (pulumi: ReturnType<typeof engine>, file: typeof WITH | typeof WITHOUT) =>
    onAws(pulumi, "dev", file, async (stack, assumedEnd) => ({
      settings: await stack.config(),
      assumedEnd,
    }));

  it("is that of the settings, where they say one", async () => {
    assert.deepEqual(withEnd(WITH), { file: WITH, assumedEnd: undefined });
    assert.deepEqual(await given(engine("{}"), WITH), { settings: "", assumedEnd: undefined });
  });

  it("is that of the class that is up, so that its tags do not seem to change", async () => {
    const { settings, assumedEnd } = await given(
      engine(JSON.stringify({ class: { expires: END, id: "abcdefgh2345" } })),
      WITHOUT,
    );
    assert.equal(assumedEnd, END);
    assert.match(settings, /class:expires": "2026-12-01T18:00:00\+09:00"/);
    assert.match(settings, /class:id": "abcdefgh2345"/);
    assert.match(settings, /encryptionsalt": "v1:abc"/);
  });

  it("is a placeholder where no class is up, or its stack cannot be asked", async () => {
    for (const pulumi of [engine("{}"), engine("", 255)])
      assert.equal((await given(pulumi, WITHOUT)).assumedEnd, PLACEHOLDER);
  });

  it("is stated in every form", () => {
    const preview = { stack: "dev", emulated: false, changes: [], unchanged: 3 };
    const stated = /do not say when the class ends \(class:expires\): previewed with 2099-12-31T/;
    for (const form of [comment, describePreviews]) {
      assert.match(form([{ ...preview, assumedEnd: PLACEHOLDER }]), stated);
      assert.doesNotMatch(form([preview]), stated);
    }
  });

  it("leaves the project's file as it is", async () => {
    const file = new URL("../../../Pulumi.dev.yaml", import.meta.url);
    const before = readFileSync(file, "utf8");
    await given(engine("{}"), WITHOUT);
    assert.equal(readFileSync(file, "utf8"), before);
  });
});
