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

  it("is everything where CloudFront takes no more single paths", () => {
    const many = Object.fromEntries(Array.from({ length: 3001 }, (_, n) => [`${n}.txt`, "1"]));
    assert.deepEqual(invalidationPaths(deployed(many), deployed({})), ["/*"]);
  });
});
