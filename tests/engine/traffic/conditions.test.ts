import assert from "node:assert/strict";
import { decided } from "../../../engine/traffic/objects/conditions.ts";

const ETAG = '"9a0364b9e99bb480dd25e1f0284c8555"';
const BEFORE = "Wed, 12 Oct 2009 17:00:00 GMT";
const CHANGED = "Wed, 12 Oct 2009 17:50:00 GMT";
const AFTER = "Wed, 12 Oct 2009 18:00:00 GMT";

const decides = (headers: Record<string, string>) =>
  decided(headers, { etag: ETAG, lastModified: CHANGED });

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html, the request parameters and their combinations. */
describe("the conditions of a request for an object", () => {
  it("let it go on where there are none", () => {
    assert.deepEqual(decides({}), { is: "go on" });
  });

  it("are not modified for the entity tag that the visitor has, in a list, weak, or without quotes", () => {
    for (const tag of [ETAG, `"other", ${ETAG}`, `W/${ETAG}`, ETAG.slice(1, -1), "*"])
      assert.deepEqual(decides({ "if-none-match": tag }), { is: "not modified" }, tag);
    assert.deepEqual(decides({ "if-none-match": '"other"' }), { is: "go on" });
  });

  it("are not modified unless it has changed since", () => {
    assert.deepEqual(decides({ "if-modified-since": CHANGED }), { is: "not modified" });
    assert.deepEqual(decides({ "if-modified-since": AFTER }), { is: "not modified" });
    assert.deepEqual(decides({ "if-modified-since": BEFORE }), { is: "go on" });
  });

  it("fail for another entity tag, or what has changed since", () => {
    assert.deepEqual(decides({ "if-match": '"other"' }), { is: "failed", condition: "If-Match" });
    assert.deepEqual(decides({ "if-match": ETAG }), { is: "go on" });
    assert.deepEqual(decides({ "if-unmodified-since": BEFORE }), {
      is: "failed",
      condition: "If-Unmodified-Since",
    });
  });

  it("are the data requested where If-Match holds and If-Unmodified-Since does not", () => {
    const both = { "if-match": ETAG, "if-unmodified-since": BEFORE };
    assert.deepEqual(decides(both), { is: "go on" });
  });

  it("are not modified where If-None-Match does not hold and If-Modified-Since does", () => {
    const both = { "if-none-match": ETAG, "if-modified-since": BEFORE };
    assert.deepEqual(decides(both), { is: "not modified" });
  });

  it("are ignored when their date is none", () => {
    const both = { "if-modified-since": "yesterday", "if-unmodified-since": "tomorrow" };
    assert.deepEqual(decides(both), { is: "go on" });
  });
});
