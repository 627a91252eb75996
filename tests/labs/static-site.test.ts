import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { checkFiles } from "../../infra/active-labs.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import { staticSite } from "../../labs/static-site/lab.ts";
import { classOf, recordLab } from "../support/labs.ts";
import { inputsOf } from "../support/mocks.ts";
import { temporaryFolder } from "../support/temporary-folder.ts";

describe("lab static-site with a folder of one's own", () => {
  const folder = temporaryFolder();
  const write = (...names: string[]) => {
    for (const name of names) writeFileSync(path.join(folder.path, name), name);
  };
  const fileProblems = () => {
    try {
      checkFiles(classOf([[staticSite, { folder: folder.path }]]));
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
    return [];
  };

  it("uploads its files", async () => {
    write("index.html", "error.html", "안내 1.html");
    const { resources } = await recordLab(staticSite, { folder: folder.path });
    const keys = inputsOf(resources, "aws:s3/bucketObjectv2:BucketObjectv2", "key");
    assert.deepEqual(Object.values(keys).sort(), ["error.html", "index.html", "안내 1.html"]);
    assert.deepEqual(fileProblems(), []);
  });

  it("needs the index and the error document", () => {
    write("index.htm");
    const [{ key, reason, fix } = { key: "", reason: "", fix: "" }] = fileProblems();
    assert.equal(key, "class:labs.static-site.folder");
    assert.equal(reason, "the folder has no index.html and no error.html");
    assert.match(fix, /^add it/);
  });

  it("says what is wrong with a folder", () => {
    mkdirSync(path.join(folder.path, "empty"));
    const [{ reason, fix } = { reason: "", fix: "" }] = fileProblems();
    assert.match(reason, /has no files$/);
    assert.equal(fix, "add the site's files");
  });

  it("is no blank text", () => {
    assert.equal(staticSite.settings.safeParse({ folder: " " }).success, false);
  });
});
