import assert from "node:assert/strict";
import { healthBy, healthCheck } from "../../../../engine/traffic/applications/health-check.ts";

describe("the health check of an environment", () => {
  it("requests a path, with its protocol and port before it or not", () => {
    for (const url of ["/health", "HTTP:80/health", "http/health"])
      assert.deepEqual(healthCheck(url), { how: "request", path: "/health" }, url);
    assert.deepEqual(healthCheck("/"), { how: "request", path: "/" });
  });

  it("opens a connection without a path", () => {
    for (const url of [undefined, "", "TCP:80", "TCP"])
      assert.deepEqual(healthCheck(url), { how: "connect" }, url);
  });

  it("is unknown at ports and protocols that are not served here, and where it has no form of AWS's", () => {
    for (const url of [
      "HTTPS:443/",
      "HTTPS:443/health",
      "SSL:443",
      "TCP:8080",
      "HTTP:80",
      "health",
    ])
      assert.deepEqual(healthCheck(url), { how: "not here" }, url);
  });

  it("is good by an answer below 400, or a connection, and unknown where nothing was seen", () => {
    const answered = (status: number) =>
      healthBy({ how: "answered", status, headers: {}, body: Buffer.alloc(0) }).health;
    assert.deepEqual([200, 302, 404, 500].map(answered), ["Green", "Green", "Red", "Red"]);
    const others = (["connected", "refused", "late", "too large"] as const).map(
      (how) => healthBy({ how }).health,
    );
    assert.deepEqual(others, ["Green", "Red", "Red", "Grey"]);
  });
});
