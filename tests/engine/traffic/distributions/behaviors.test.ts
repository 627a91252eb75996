import assert from "node:assert/strict";
import { behaviorFor, hasPattern } from "../../../../engine/traffic/distributions/behaviors.ts";

const behavior = (TargetOriginId: string, PathPattern = "") => ({
  ...{ TargetOriginId, PathPattern, ViewerProtocolPolicy: "allow-all" as const },
});

describe("a distribution's behaviors", () => {
  it("are tried in their order, the default last", () => {
    const config = {
      ...{ CallerReference: "class", Comment: "", Enabled: true },
      Origins: { Quantity: 0, Items: [] },
      DefaultCacheBehavior: behavior("site"),
      CacheBehaviors: {
        Quantity: 2,
        Items: [behavior("pictures", "/img/*.jpg"), behavior("all-images", "img/*")],
      },
    };
    const target = (path: string) => behaviorFor(config, path).TargetOriginId;
    assert.equal(target("/img/a.jpg"), "pictures");
    assert.equal(target("/img/a.png"), "all-images");
    assert.equal(target("/index.html"), "site");
  });

  it("have patterns with wildcards, with or without the first slash, in upper and lower case", () => {
    for (const [path, pattern, wanted] of [
      ["/a/b/c.jpg", "*.jpg", true],
      ["/a/b/c.jpg", "/a/*/c.jpg", true],
      ["/a1.html", "a?.html", true],
      ["/a.html", "a?.html", false],
      ["/A.html", "/a.html", false],
      ["/a.html", "*", true],
      ["/", "/*", true],
      ["/a+b(c", "/a+b(*", true],
      ["/abc", "/ab", false],
    ] as const)
      assert.equal(hasPattern(path, pattern), wanted, `${path} ${pattern}`);
  });

  it("are found at once, whatever the pattern", () => {
    assert.equal(hasPattern(`/${"a".repeat(8000)}`, `/${"a*".repeat(100)}b`), false);
  });
});
