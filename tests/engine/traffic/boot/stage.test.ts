import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { restartServer } from "../../../../engine/traffic/boot/boot.ts";
import { ended } from "../../../../engine/traffic/boot/outcome.ts";
import { FileNameError, fillStage } from "../../../../engine/traffic/boot/stage.ts";
import { serverFacts } from "../../../support/traffic/server-facts.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("what a server's scripts begin with", () => {
  const folder = temporaryFolder();

  const filled = (...names: string[]) => {
    const files = names.map((name) => ({ path: name, content: name }));
    const scripts = { scripts: [], files, notes: [] };
    fillStage(folder.path, { facts: serverFacts(""), scripts }, undefined);
  };

  it("is its files, by their full names", () => {
    filled("/srv/a", "/srv/b/c");
    assert.equal(readFileSync(path.join(folder.path, "root/srv/b/c"), "utf8"), "/srv/b/c");
  });

  it("has an error of its own for names that no files have", () => {
    const refused = (message: RegExp, ...names: string[]) => {
      assert.throws(
        () => {
          filled(...names);
        },
        (error) => error instanceof FileNameError && message.test(error.message),
      );
    };
    refused(/^"\/srv\/\.\.\/a" is not the full name of a file/, "/srv/../a");
    refused(
      /^….*가\.html cannot be a file on the server \(ENAMETOOLONG\)$/,
      `/srv/${"가".repeat(90)}.html`,
    );
    refused(/^root\/a\/b cannot be a file .*\((EEXIST|ENOTDIR)\)$/, "/a", "/a/b");
    refused(/^root\/srv cannot be a file .*\(EISDIR\)$/, "/srv/c", "/srv");
  });

  it("is left out at a later boot where a template has got such a name meanwhile", async () => {
    const boot = { ...ended(serverFacts(""), { how: "ok" }), perBoot: { "a.sh": "#!/bin/bash\n" } };
    const init = { files: { "/a": { content: "" }, "/a/b": { content: "" } } };
    const again = await restartServer(serverFacts("", { init }), folder.path, boot);
    assert.match(again.console, /^init\/root\/a\/b cannot be a file on the server/);
  });
});
