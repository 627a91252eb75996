import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import path from "node:path";
import { configValues, readStackFile } from "../../../classroom/pulumi/stack-file.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("configuration as the program is given it", () => {
  it("goes without secrets, which a command cannot read and down must not fail by", () => {
    const values = configValues({
      "class:email": { secure: "v1:abc:def" },
      "class:owner": "teacher",
      "class:labs": { billing: { reason: { secure: "v1:ghi:jkl" } } },
    });
    assert.equal(values["class:owner"], "teacher");
    assert.equal(values["class:email"], ""); // its default
    assert.doesNotMatch(JSON.stringify(values), /secure|v1:/);
  });
});

describe("a stack's file", () => {
  const folder = temporaryFolder();
  const read = (text: string) => {
    const file = path.join(folder.path, "Pulumi.dev.yaml");
    writeFileSync(file, text);
    return readStackFile(file);
  };

  it("may come from Windows", () => {
    assert.deepEqual(read("\uFEFFconfig:\r\n  class:owner: teacher\r\n").config, {
      "class:owner": "teacher",
    });
  });

  it("may be empty, or without settings", () => {
    for (const text of ["", "# nothing\n", "config:\n", "encryptionsalt: v1:abc\n"])
      assert.deepEqual(read(text).config, {});
  });

  it("may have what Pulumi keeps there beside the settings", () => {
    const kept = { secretsprovider: "passphrase", encryptedkey: "a", environment: ["class/dev"] };
    assert.deepEqual(read(JSON.stringify({ ...kept, config: {} })), { ...kept, config: {} });
  });

  it("that is a folder, or not there, is named", () => {
    for (const file of [folder.path, path.join(folder.path, "none.yaml")])
      assert.throws(() => readStackFile(file), /: it cannot be read: .*\n {2}fix: check that/);
  });
});
