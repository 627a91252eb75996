import assert from "node:assert/strict";
import { NOT_SERVED } from "../../../../aws/web-request.ts";
import { sent } from "../../../../engine/traffic/applications/proxy-answer.ts";

describe("the answer of an environment's web server", () => {
  it("is the application's, without what belongs to one connection", () => {
    const headers = {
      ...{ "content-type": "text/plain", connection: "close, x-own", "x-own": "1" },
      ...{ "transfer-encoding": "chunked", "content-length": "99" },
      ...{ server: "mine", "set-cookie": ["a=1", "b=2"] },
    };
    const body = Buffer.from("made");
    const answer = sent({ how: "answered", status: 201, body, headers }, "GET");
    assert.deepEqual(answer, {
      ...{ status: 201, cookies: ["a=1", "b=2"], body: Buffer.from("made") },
      headers: { "content-type": "text/plain", server: "nginx" },
    });
  });

  it("has the length that the application says for HEAD, or none", () => {
    const answered = { how: "answered", status: 200, body: Buffer.alloc(0) } as const;
    const { headers, body } = sent({ ...answered, headers: { "content-length": "99" } }, "HEAD");
    assert.deepEqual([headers["content-length"], body], ["99", undefined]);
    assert.ok(!("content-length" in sent({ ...answered, headers: {} }, "HEAD").headers));
  });

  it("says that an answer is too large to be passed on", () => {
    const { status, headers } = sent({ how: "too large" }, "GET");
    assert.equal(status, 502);
    assert.match(headers[NOT_SERVED] ?? "", /larger than 5 MiB/);
  });

  it("is nginx's own where the application does not listen, or answers too late", () => {
    assert.equal(sent({ how: "refused" }, "GET").status, 502);
    const late = sent({ how: "late" }, "GET");
    assert.equal(late.status, 504);
    assert.ok(typeof late.body === "string");
    assert.match(late.body, /504 Gateway Time-out/);
  });
});
