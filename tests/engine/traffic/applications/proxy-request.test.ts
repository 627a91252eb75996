import assert from "node:assert/strict";
import { passed } from "../../../../engine/traffic/applications/proxy-request.ts";

describe("the request that an environment's web server passes on", () => {
  it("is without what belongs to the visitor's connection, and says who visits", () => {
    const request = passed({
      ...{ method: "POST", path: "/a", query: "b", host: "shop.example" },
      headers: {
        ...{ host: "shop.example:80", accept: "*/*", trailer: "x", te: "trailers", upgrade: "h2c" },
        ...{ connection: "keep-alive, X-Own", "x-own": "1", "keep-alive": "timeout=5" },
        ...{ "content-length": "0", expect: "100-continue", "x-forwarded-for": "192.0.2.7" },
      },
    });
    assert.deepEqual(request, {
      ...{ method: "POST", path: "/a", query: "b" },
      headers: {
        ...{ host: "shop.example", accept: "*/*", "x-real-ip": "127.0.0.1" },
        "x-forwarded-for": "192.0.2.7, 127.0.0.1",
      },
    });
  });

  it("has the length of its body, however that was sent", () => {
    const request = { method: "POST", path: "/", query: "", host: "shop.example" };
    const { headers } = passed({ ...request, headers: { "transfer-encoding": "chunked" } }, 4);
    assert.deepEqual([headers["content-length"], headers["transfer-encoding"]], ["4", undefined]);
  });
});
