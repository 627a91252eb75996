import assert from "node:assert/strict";
import { sent } from "../../../../engine/traffic/applications/proxy-answer.ts";

describe("the answer of an environment's web server", () => {
  it("is the application's, without what belongs to one connection", () => {
    const answer = sent({
      ...{ how: "answered", status: 201, body: Buffer.from("made") },
      headers: {
        ...{ "content-type": "text/plain", connection: "close", "transfer-encoding": "chunked" },
        ...{ server: "mine", "content-length": "99", "set-cookie": ["a=1", "b=2"] },
      },
    });
    assert.deepEqual(answer, {
      ...{ status: 201, cookies: ["a=1", "b=2"], body: Buffer.from("made") },
      headers: { "content-type": "text/plain", server: "nginx" },
    });
  });

  it("is nginx's own where the application does not listen, or answers too late", () => {
    assert.equal(sent({ how: "refused" }).status, 502);
    const late = sent({ how: "late" });
    assert.equal(late.status, 504);
    assert.ok(typeof late.body === "string");
    assert.match(late.body, /504 Gateway Time-out/);
  });
});
