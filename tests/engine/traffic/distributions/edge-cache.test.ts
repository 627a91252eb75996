import assert from "node:assert/strict";
import { EdgeCache, type Kept } from "../../../../engine/traffic/distributions/edge-cache.ts";

describe("what distributions keep", () => {
  const key = (url: string) => ({ distribution: "E1", url, variant: "" });
  const kept = (further: Partial<Kept> = {}): Kept => ({
    ...{ status: 200, headers: {}, body: Buffer.from("a"), validators: {}, since: 0, until: 10 },
    ...further,
  });

  it("takes no more room for long URLs and headers than for bodies", () => {
    const cache = new EdgeCache(100_000);
    const long = "x".repeat(10_000);
    const paths = Array.from({ length: 20 }, (_, at) => `/${at}?${long}`);
    for (const path of paths) cache.set(key(path), kept());
    assert.equal(paths.filter((path) => cache.get(key(path), 0)).length, 4);
    for (const path of ["/a", "/b", "/c"])
      cache.set(key(path), kept({ headers: { link: long.repeat(4) } }));
    assert.deepEqual(
      ["/a", "/b", "/c"].map((path) => cache.get(key(path), 0) !== undefined),
      [false, true, true],
    );
  });

  it("forgets what is no longer fresh, unless its origin can be asked whether it has changed", () => {
    const cache = new EdgeCache();
    cache.set(key("/a"), kept());
    cache.set(key("/b"), kept({ validators: { etag: "1" } }));
    assert.ok(cache.get(key("/a"), 9));
    assert.equal(cache.get(key("/a"), 10), undefined);
    assert.ok(cache.get(key("/b"), 10));
  });
});
