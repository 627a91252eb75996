import assert from "node:assert/strict";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { encodingsOf, packed } from "../../../../engine/traffic/distributions/compression.ts";

describe("compression at the edge", () => {
  const body = Buffer.from("x".repeat(1000));
  const pack = (further: Record<string, string> = {}, bytes = body, status = 200) =>
    packed(
      { status, body: bytes, headers: { "content-type": "text/html", etag: '"1"', ...further } },
      "br",
    );
  const encoding = async (...args: Parameters<typeof pack>) =>
    (await pack(...args)).headers["content-encoding"];

  it("is by what both sides have, the distribution's first choice first", () => {
    const chosen = (accepted: string | undefined) => encodingsOf(accepted, ["br", "gzip"]);
    assert.deepEqual(chosen("gzip, deflate, br"), ["br", "gzip"]);
    assert.deepEqual(chosen("br;q=0, gzip;q=0.5"), ["gzip"]);
    assert.deepEqual(chosen("*"), ["br", "gzip"]);
    assert.deepEqual(chosen("identity"), []);
    assert.deepEqual(chosen(undefined), []);
  });

  it("keeps the content, says so, and makes the ETag weak", async () => {
    const { headers, body: small } = await pack();
    assert.deepEqual(
      [headers["content-encoding"], headers.etag, headers.vary],
      ["br", 'W/"1"', "Accept-Encoding"],
    );
    assert.deepEqual(brotliDecompressSync(small), body);
    const gzipped = await packed(
      { status: 200, body, headers: { "content-type": "text/css" } },
      "gzip",
    );
    assert.deepEqual(gunzipSync(gzipped.body), body);
  });

  it("leaves what is small, of another type, encoded or not to be changed as it is", async () => {
    assert.equal(await encoding({}, body.subarray(1)), undefined);
    assert.equal(await encoding({ "content-type": "image/png" }), undefined);
    assert.equal(await encoding({ "content-encoding": "gzip" }), "gzip");
    assert.equal(await encoding({ "cache-control": "no-transform" }), undefined);
    assert.equal(await encoding({}, body, 500), undefined);
    assert.equal(await encoding({ "content-type": "text/html; charset=utf-8" }, body, 404), "br");
  });
});
