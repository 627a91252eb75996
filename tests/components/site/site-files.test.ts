import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { cacheControl, siteFiles } from "../../../components/site/site-files.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("siteFiles", () => {
  const folder = temporaryFolder();
  const write = (key: string, text = key): void => {
    const file = path.join(folder.path, key);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  };
  const keys = () => siteFiles(folder.path).map(({ key }) => key);

  it("finds files at every depth, sorted, with slashes in their keys", () => {
    write("index.html");
    write("css/dark/site.css");
    write("안내.html");
    assert.deepEqual(keys(), ["css/dark/site.css", "index.html", "안내.html"]);
  });

  it("leaves out what starts with a dot, except .well-known", () => {
    write("index.html");
    write(".DS_Store");
    write(".git/config");
    write(".well-known/security.txt");
    assert.deepEqual(keys(), [".well-known/security.txt", "index.html"]);
  });

  it("gives another hash when the content changes, and only then", () => {
    write("index.html", "one");
    const [first, same] = [siteFiles(folder.path), siteFiles(folder.path)];
    write("index.html", "two");
    assert.deepEqual(first, same);
    assert.notEqual(siteFiles(folder.path)[0]?.hash, first[0]?.hash);
  });

  it("names the folder that is missing", () => {
    const missing = path.join(folder.path, "nowhere");
    assert.throws(() => siteFiles(missing), /nowhere" does not exist: use the folder/);
  });

  it("refuses an empty folder", () => {
    assert.throws(() => siteFiles(folder.path), /has no files/);
  });
});

describe("cacheControl", () => {
  it("is short for pages, which change under the same name", () => {
    assert.equal(cacheControl("index.html"), "public, max-age=60");
    assert.equal(cacheControl("docs/a/index.html"), "public, max-age=60");
    assert.equal(cacheControl("INDEX.HTM"), "public, max-age=60");
  });

  it("is for good where the name has a fingerprint", () => {
    for (const key of ["app.3f2a91bc.css", "js/main-0f1e2d3c4b5a6978.js", "a.3f2a91bc.js.map"])
      assert.equal(cacheControl(key), "public, max-age=31536000, immutable");
  });

  it("is an hour for the rest", () => {
    for (const key of ["css/site.css", "deadbeef.css", "LICENSE", ".well-known/security.txt"])
      assert.equal(cacheControl(key), "public, max-age=3600");
  });

  it("takes no date or number in a name for a fingerprint: schedule-20261124.pdf changes", () => {
    for (const key of [
      "schedule-20261124.pdf",
      "schedule-20261124-final.pdf",
      "schedule.20261124b.pdf",
      "backup-20261124.tar.gz",
      "photo-01012345678.jpg",
      "homework-a2023001.pdf",
      "report-deadbeef.pdf",
      "exam-202611240900.html.txt",
      "classes-1a1b2a2b.pdf",
      "index.html.1a2b3c4d.hwp",
    ])
      assert.equal(cacheControl(key), "public, max-age=3600", key);
  });

  it("goes by the first of the site's own rules that matches", () => {
    const rules = { "assets/**": "immutable", "**/*.{css,html}": "no-cache" };
    assert.equal(cacheControl("assets/site.css", rules), "immutable");
    assert.equal(cacheControl("site.css", rules), "no-cache");
    assert.equal(cacheControl("logo.svg", rules), "public, max-age=3600");
  });
});
