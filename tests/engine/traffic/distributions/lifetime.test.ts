import assert from "node:assert/strict";
import { errorLifetime, lifetime } from "../../../../engine/traffic/distributions/lifetime.ts";

const NOW = Date.parse("2026-03-01T00:00:00Z");

/** As CloudFront's documents have it, in a table of its own. */
describe("how long an edge keeps an object", () => {
  const seconds = (headers: Record<string, string>, min = 0) =>
    lifetime(headers, { min, standard: 100, max: 1000 }, NOW);
  const by = (cacheControl: string, min?: number) =>
    seconds({ "cache-control": cacheControl }, min);

  it("is the policy's default where the origin says nothing", () => {
    assert.equal(seconds({}), 100);
    assert.equal(seconds({}, 200), 200);
    assert.equal(by("public"), 100);
  });

  it("is what the origin says, between the policy's minimum and maximum", () => {
    assert.equal(by("public, max-age=60"), 60);
    assert.equal(by("max-age=60, s-maxage=30"), 30);
    assert.equal(by("public, max-age=31536000, immutable"), 1000);
    assert.equal(by("max-age=0"), 0);
    assert.equal(by("max-age=5", 10), 10);
  });

  it("is until the date that the origin says, unless it says seconds", () => {
    const expires = "Sun, 01 Mar 2026 00:01:00 GMT";
    assert.equal(seconds({ expires }), 60);
    assert.equal(seconds({ expires, "cache-control": "max-age=7" }), 7);
    assert.equal(seconds({ expires: "0" }), 0);
  });

  it("is the policy's minimum where the origin wants none", () => {
    for (const word of ["no-store", "no-cache", "private", "private, max-age=60"]) {
      assert.equal(by(word), 0);
      assert.equal(by(word, 1), 1);
    }
  });
});

describe("how long an error is kept", () => {
  const seconds = (status: number, cacheControl = "", headers: Record<string, string> = {}) =>
    errorLifetime(
      { status, headers: { "cache-control": cacheControl, ...headers } },
      { least: 10, most: 1000 },
      NOW,
    );

  it("is not at all where the origin forbids it and CloudFront heeds that, nor for a range", () => {
    for (const status of [404, 410, 414, 501])
      for (const word of ["no-store", "no-cache", "private"])
        assert.equal(seconds(status, word), 0, `${status} ${word}`);
    for (const status of [403, 500, 503]) assert.equal(seconds(status, "no-store"), 10);
    assert.equal(seconds(416, "max-age=60"), 0);
  });

  it("is what the origin says, between what the distribution and the behavior have", () => {
    assert.equal(seconds(404), 10);
    assert.equal(seconds(404, "max-age=5"), 10);
    assert.equal(seconds(404, "max-age=60"), 60);
    assert.equal(seconds(404, "", { expires: "Sun, 01 Mar 2026 00:01:00 GMT" }), 60);
    assert.equal(seconds(404, "max-age=5000"), 1000);
  });
});
