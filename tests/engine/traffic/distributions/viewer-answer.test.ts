import assert from "node:assert/strict";
import type { Delivered } from "../../../../engine/traffic/distributions/delivery.ts";
import { withPolicy } from "../../../../engine/traffic/distributions/response-headers.ts";
import { viewerAnswer } from "../../../../engine/traffic/distributions/viewer-answer.ts";

const DISTRIBUTION = {
  id: "E1",
  arn: "arn",
  config: {
    ...{ CallerReference: "class", Comment: "", Enabled: true },
    ...{ Origins: undefined, DefaultCacheBehavior: undefined },
  },
};

describe("what a viewer gets of a distribution", () => {
  const answer = (headers: Record<string, string>, delivered: Partial<Delivered> = {}) =>
    viewerAnswer(
      DISTRIBUTION,
      { headers },
      {
        ...{ status: 200, how: "Hit", age: 12, body: Buffer.from("0123456789") },
        headers: { etag: '"1"', "last-modified": "Sun, 01 Mar 2026 00:00:00 GMT" },
        ...delivered,
      },
    );
  const outcome = (headers: Record<string, string>) => {
    const { status, headers: found, body } = answer(headers);
    const text = Buffer.isBuffer(body) ? body.toString() : undefined;
    return [status, found["content-range"], text];
  };

  it("says where it comes from, and how old it is", () => {
    const { headers } = answer({});
    assert.deepEqual([headers["x-cache"], headers.age], ["Hit from cloudfront", "12"]);
    const miss = answer({}, { how: "Miss" }).headers;
    assert.deepEqual([miss["x-cache"], miss.age], ["Miss from cloudfront", undefined]);
    assert.equal(answer({}, { status: 404 }).headers["x-cache"], "Error from cloudfront");
  });

  it("is not sent again to who has it", () => {
    assert.equal(answer({ "if-none-match": 'W/"1"' }).status, 304);
    assert.equal(answer({ "if-modified-since": "Sun, 01 Mar 2026 00:00:00 GMT" }).status, 304);
    assert.equal(answer({ "if-none-match": '"2"' }).status, 200);
  });

  it("is the part that is wanted", () => {
    assert.deepEqual(outcome({ range: "bytes=2-4" }), [206, "bytes 2-4/10", "234"]);
    assert.deepEqual(outcome({ range: "bytes=8-99" }), [206, "bytes 8-9/10", "89"]);
    assert.deepEqual(outcome({ range: "bytes=-3" }), [206, "bytes 7-9/10", "789"]);
    assert.deepEqual(outcome({ range: "bytes=10-" }), [416, "bytes */10", undefined]);
    for (const range of ["bytes=4-2", "bytes=1-2,4-5", "lines=1-2", "bytes=-"])
      assert.deepEqual(outcome({ range }), [200, undefined, "0123456789"]);
  });
});

describe("a response headers policy", () => {
  const policy = {
    Name: "class",
    SecurityHeadersConfig: {
      StrictTransportSecurity: {
        ...{ Override: false, AccessControlMaxAgeSec: 60, IncludeSubdomains: true },
      },
      ContentTypeOptions: { Override: true },
      FrameOptions: { Override: false, FrameOption: "SAMEORIGIN" as const },
      XSSProtection: { Override: false, Protection: true, ModeBlock: true },
    },
    CustomHeadersConfig: {
      Quantity: 1,
      Items: [{ Header: "X-Class", Value: "yes", Override: false }],
    },
    RemoveHeadersConfig: { Quantity: 1, Items: [{ Header: "Server" }] },
  };

  it("adds its headers, keeps the origin's unless it overrides them, and removes others", () => {
    const headers = { server: "AmazonS3", "x-class": "no", "x-frame-options": "DENY" };
    assert.deepEqual(withPolicy(headers, policy, undefined), {
      "x-class": "no",
      "x-frame-options": "DENY",
      "strict-transport-security": "max-age=60; includeSubDomains",
      "x-content-type-options": "nosniff",
      "x-xss-protection": "1; mode=block",
    });
  });

  it("lets pages of the allowed origins read the answer", () => {
    const CorsConfig = {
      AccessControlAllowOrigins: { Quantity: 1, Items: ["https://*.example.com"] },
      AccessControlAllowHeaders: { Quantity: 1, Items: ["*"] },
      AccessControlAllowMethods: { Quantity: 1, Items: ["GET" as const] },
      ...{ AccessControlAllowCredentials: false, OriginOverride: true },
    };
    const allowed = (origin: string | undefined) =>
      withPolicy({}, { Name: "cors", CorsConfig }, origin)["access-control-allow-origin"];
    assert.equal(allowed("https://a.example.com"), "https://a.example.com");
    assert.equal(allowed("https://example.org"), undefined);
    assert.equal(allowed(undefined), undefined);
  });
});
