import assert from "node:assert/strict";
import { invalidationPaths, type Deployed } from "../../../components/site/invalidation.ts";

const deployed = (versions: Record<string, string>, rest: Partial<Deployed> = {}): Deployed => ({
  distributionId: "E1",
  rootObject: "index.html",
  versions,
  ...rest,
});

describe("invalidationPaths", () => {
  const before = deployed({ "index.html": "1", "css/site.css": "1", "logo.svg": "1" });

  it("is nothing when nothing changed", () => {
    assert.deepEqual(invalidationPaths(before, before), []);
  });

  it("is just the file that changed", () => {
    const after = deployed({ ...before.versions, "css/site.css": "2" });
    assert.deepEqual(invalidationPaths(before, after), ["/css/site.css"]);
  });

  it("is the root too when its page changed", () => {
    const after = deployed({ ...before.versions, "index.html": "2" });
    assert.deepEqual(invalidationPaths(before, after), ["/", "/index.html"]);
  });

  it("has deleted files, and no new ones, which no cache holds", () => {
    const after = deployed({ "index.html": "1", "css/site.css": "1", "new.svg": "1" });
    assert.deepEqual(invalidationPaths(before, after), ["/logo.svg"]);
  });

  it("is the root when another page answers there", () => {
    const after = { ...before, rootObject: "home.html" };
    assert.deepEqual(invalidationPaths(before, after), ["/"]);
  });

  it("is nothing for a new distribution, whose caches are empty", () => {
    const after = deployed({ "index.html": "2" }, { distributionId: "E2" });
    assert.deepEqual(invalidationPaths(before, after), []);
  });

  it("encodes names, so that none is a wildcard", () => {
    const odd = { "문서/a b.html": "1", "star*.txt": "1" };
    assert.deepEqual(invalidationPaths(deployed(odd), deployed({})), [
      "/%EB%AC%B8%EC%84%9C/a%20b.html",
      "/star%2A.txt",
    ]);
  });

  it("encodes what CloudFront refuses otherwise, such as the name of Word's file for a lock", () => {
    const odd = { "~$notes.docx": "1", "a@b.html": "1", "100%#[1]?.html": "1", "🎉.html": "1" };
    assert.deepEqual(
      invalidationPaths(deployed(odd), deployed({})),
      [
        "/%7E%24notes.docx",
        "/%7E$notes.docx",
        "/%F0%9F%8E%89.html",
        "/100%25%23%5B1%5D%3F.html",
        "/a%40b.html",
      ].sort(),
    );
  });

  it("names a file both ways whose name may stand in a link as it is", () => {
    assert.deepEqual(invalidationPaths(deployed({ "c++,1.html": "1" }), deployed({})), [
      "/c%2B%2B%2C1.html",
      "/c++,1.html",
    ]);
  });

  it("is everything where CloudFront takes no more single paths", () => {
    const many = Object.fromEntries(Array.from({ length: 3001 }, (_, n) => [`${n}.txt`, "1"]));
    assert.deepEqual(invalidationPaths(deployed(many), deployed({})), ["/*"]);
  });
});
