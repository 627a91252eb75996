import assert from "node:assert/strict";
import { ShortCache } from "../../../engine/traffic/cache.ts";

describe("what was read a moment ago", () => {
  let now = 0;
  let reads = 0;
  let cache: ShortCache<number>;
  const read = () => Promise.resolve(++reads);

  beforeEach(() => {
    [now, reads] = [0, 0];
    cache = new ShortCache<number>(() => now);
  });

  it("is read once, also by many at the same time", async () => {
    assert.deepEqual(await Promise.all([cache.get("a", read), cache.get("a", read)]), [1, 1]);
  });

  it("is read again when the moment is over", async () => {
    await cache.get("a", read);
    now = 499;
    assert.equal(await cache.get("a", read), 1);
    now = 500;
    assert.equal(await cache.get("a", read), 2);
  });

  it("is not remembered when it could not be read", async () => {
    await assert.rejects(cache.get("a", () => Promise.reject(new Error("no answer"))));
    assert.equal(await cache.get("a", read), 1);
  });

  it("does not grow with the names that visitors make up", async () => {
    for (let i = 0; i < 501; i++) await cache.get(`made-up-${i}`, read);
    assert.equal(await cache.get("made-up-0", read), 502);
    assert.equal(await cache.get("made-up-500", read), 501);
  });
});
