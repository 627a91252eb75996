import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { forwardedVisit } from "../../../../engine/traffic/load-balancers/listening.ts";

describe("a request that a load balancer forwards", () => {
  const body = Readable.from(["a=1"]);
  const { signal: gone } = new AbortController();
  const headers = { "x-forwarded-for": "192.0.2.7" };
  const visitor = { method: "POST", path: "/", query: "", host: "shop.example", port: 80 };
  const visit = forwardedVisit({ ...visitor, isSecure: false, headers, body, gone }, {
    protocol: "HTTP",
    port: 80,
  } as Parameters<typeof forwardedVisit>[1]);

  it("is the visitor's, with the body, and ends when the visitor goes", () => {
    assert.deepEqual([visit.method, visit.path], ["POST", "/"]);
    assert.equal(visit.body, body);
    assert.equal(visit.gone, gone);
  });

  it("says for whom", () => {
    assert.equal(visit.headers.host, "shop.example");
    assert.match(String(visit.headers["x-forwarded-for"]), /^192\.0\.2\.7, /);
  });
});
