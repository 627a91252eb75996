import assert from "node:assert/strict";
import { Fresh } from "../../../../engine/traffic/load-balancers/fresh.ts";

describe("what takes long to read", () => {
  let now = 0;
  let reads = 0;
  let fresh: Fresh<number>;

  beforeEach(() => {
    [now, reads] = [0, 0];
    fresh = new Fresh(
      () => Promise.resolve(++reads),
      () => now,
    );
  });

  it("is there at once for half a second", async () => {
    assert.deepEqual(await Promise.all([fresh.get(), fresh.get()]), [1, 1]);
    now = 500;
    assert.equal(fresh.get(), 1);
    assert.equal(reads, 1);
  });

  it("is read again in time for who asks next, without waiting", async () => {
    await fresh.get();
    now = 501;
    assert.equal(fresh.get(), 1);
    await Promise.resolve();
    now = 900;
    assert.equal(await fresh.get(), 2);
  });

  it("is waited for when it is too old", async () => {
    await fresh.get();
    now = 751;
    assert.equal(await fresh.get(), 2);
  });

  it("is read anew for whom what was read before a moment is not enough", async () => {
    await fresh.get();
    now = 10;
    assert.deepEqual(await Promise.all([fresh.since(10), fresh.since(10)]), [2, 2]);
    assert.equal(await fresh.since(10), 2);
  });

  it("is not remembered when it could not be read", async () => {
    const failing = new Fresh(
      () => (reads++ === 0 ? Promise.reject(new Error("no answer")) : Promise.resolve(reads)),
      () => now,
    );
    await assert.rejects(async () => failing.get(), /no answer/);
    assert.equal(await failing.get(), 2);
  });
});
