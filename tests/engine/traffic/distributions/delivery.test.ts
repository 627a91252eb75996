import assert from "node:assert/strict";
import { Readable } from "node:stream";
import type { CachePolicyConfig, DistributionConfig } from "@aws-sdk/client-cloudfront";
import type { WebAnswer, WebRequest } from "../../../../engine/traffic/answerer.ts";
import { Delivery } from "../../../../engine/traffic/distributions/delivery.ts";
import type { OriginRequest } from "../../../../engine/traffic/distributions/origin-request.ts";

const POLICY = {
  Name: "class",
  MinTTL: 1,
  DefaultTTL: 100,
  MaxTTL: 1000,
  ParametersInCacheKeyAndForwardedToOrigin: {
    EnableAcceptEncodingGzip: true,
    EnableAcceptEncodingBrotli: true,
    HeadersConfig: { HeaderBehavior: "none" },
    CookiesConfig: { CookieBehavior: "none" },
    QueryStringsConfig: {
      QueryStringBehavior: "whitelist",
      QueryStrings: { Quantity: 1, Items: ["v"] },
    },
  },
} satisfies CachePolicyConfig;

const CONFIG = {
  CallerReference: "class",
  Comment: "",
  Enabled: true,
  DefaultRootObject: "index.html",
  Origins: { Quantity: 1, Items: [{ Id: "site", DomainName: "site.s3.amazonaws.com" }] },
  DefaultCacheBehavior: {
    TargetOriginId: "site",
    ViewerProtocolPolicy: "redirect-to-https",
    CachePolicyId: "class",
    Compress: true,
  },
  CustomErrorResponses: { Quantity: 1, Items: [{ ErrorCode: 404, ErrorCachingMinTTL: 20 }] },
} satisfies DistributionConfig;

/** An origin that counts what it was asked, and a clock that stands still. */
describe("what a distribution has for a path", () => {
  let now: number;
  let asked: OriginRequest[];
  let invalidated: Map<string, readonly string[]>;
  let answer: (request: OriginRequest) => WebAnswer;
  let delivery: Delivery;

  beforeEach(() => {
    now = Date.parse("2026-03-01T00:00:00Z");
    asked = [];
    invalidated = new Map();
    answer = () => page("one");
    const configurations = {
      cachePolicy: () => Promise.resolve(POLICY),
      originRequestPolicy: () => Promise.resolve(undefined),
      invalidations: () => Promise.resolve([...invalidated.keys()]),
      invalidated: (_: string, id: string) => Promise.resolve(invalidated.get(id) ?? []),
    };
    const ask = (_: unknown, __: string, request: OriginRequest) => {
      asked.push(request);
      return Promise.resolve(answer(request));
    };
    delivery = new Delivery(configurations, { ask }, () => now);
  });

  const page = (body: string, headers: Record<string, string> = {}): WebAnswer => ({
    status: 200,
    headers: { "content-type": "text/html", etag: '"1"', ...headers },
    body: Readable.from([Buffer.from(body)]),
  });
  const get = async (path: string, request: Partial<WebRequest> = {}) => {
    const [bare = "", query = ""] = path.split("?");
    const { status, headers, body, how, age } = await delivery.deliver(
      { id: "E1", arn: "arn", config: CONFIG },
      {
        ...{ method: "GET", host: "d1.cloudfront.net", port: 443, isSecure: true, headers: {} },
        ...{ path: bare, query, ...request },
      },
    );
    return { status, headers, how, age, body: Buffer.isBuffer(body) ? body : Buffer.alloc(0) };
  };
  const said = async (path: string) => {
    const { how, body } = await get(path);
    return `${how} ${body.toString()}`;
  };
  const passes = (seconds: number) => {
    now += seconds * 1000;
  };

  it("comes from the origin once, whether its head is wanted or all, then from the cache, with its age", async () => {
    assert.equal((await get("/a.html", { method: "HEAD" })).how, "Miss");
    assert.equal(asked[0]?.method, "GET");
    answer = () => page("two");
    passes(7);
    const { how, age, body } = await get("/a.html");
    assert.deepEqual([how, age, body.toString()], ["Hit", 7, "one"]);
    assert.equal(asked.length, 1);
  });

  it("is the default root object for /, and nowhere else", async () => {
    await get("/");
    await get("/docs/");
    assert.deepEqual(
      asked.map(({ path }) => path),
      ["/index.html", "/docs/"],
    );
  });

  it("is asked for again when it is no longer fresh, and stays when it has not changed", async () => {
    await get("/a.html");
    passes(100);
    answer = () => ({ status: 304, headers: {} });
    assert.equal(await said("/a.html"), "RefreshHit one");
    assert.equal(asked[1]?.headers["if-none-match"], '"1"');
    assert.equal(await said("/a.html"), "Hit one");
    passes(100);
    answer = () => page("two");
    assert.equal(await said("/a.html"), "Miss two");
  });

  it("is forgotten when an invalidation names it, alone or by a wildcard", async () => {
    for (const path of ["/a.html", "/b.html", "/img/c.svg"]) await get(path);
    answer = () => page("two");
    invalidated.set("I1", ["/a.html"]);
    assert.equal(await said("/a.html"), "Miss two");
    assert.equal(await said("/b.html"), "Hit one");
    invalidated.set("I2", ["/img/*"]);
    assert.equal(await said("/img/c.svg"), "Miss two");
    assert.equal(await said("/b.html"), "Hit one");
    invalidated.set("I3", ["/*"]);
    assert.equal(await said("/b.html"), "Miss two");
    assert.equal(await said("/b.html"), "Hit two");
  });

  it("is not kept when it was invalidated while it was on its way", async () => {
    await get("/other.html");
    answer = () => {
      invalidated.set("I1", ["/a.html"]);
      return page("old");
    };
    await get("/a.html");
    answer = () => page("new");
    assert.equal(await said("/a.html"), "Miss new");
  });

  it("is another for another value of a query string that counts, and of no other", async () => {
    await get("/a.html?v=1&utm=x");
    assert.equal((await get("/a.html?utm=y&v=1")).how, "Hit");
    assert.equal((await get("/a.html?v=2")).how, "Miss");
    assert.deepEqual(
      asked.map(({ query }) => query),
      ["v=1", "v=2"],
    );
  });

  it("is kept compressed and as it is, side by side", async () => {
    answer = () => page("x".repeat(1000));
    const by = async (encodings: string) => {
      const { how, headers } = await get("/a.html", { headers: { "accept-encoding": encodings } });
      return [how, headers["content-encoding"]];
    };
    assert.deepEqual(await by("gzip, br"), ["Miss", "br"]);
    assert.deepEqual(await by("identity"), ["Miss", undefined]);
    assert.deepEqual(await by("br, gzip"), ["Hit", "br"]);
  });

  it("is an error for as long as errors are kept", async () => {
    answer = () => ({ status: 404, headers: {}, body: "none" });
    assert.equal((await get("/a.html")).status, 404);
    answer = () => page("one");
    passes(19);
    assert.equal((await get("/a.html")).status, 404);
    passes(1);
    assert.equal(await said("/a.html"), "Miss one");
    answer = () => ({ status: 503, headers: {}, body: "none" });
    await get("/b.html");
    passes(10);
    answer = () => page("two");
    assert.equal(await said("/b.html"), "Miss two");
    answer = () => ({ status: 500, headers: { "cache-control": "max-age=5000" }, body: "none" });
    await get("/c.html");
    passes(1000);
    assert.equal((await get("/c.html")).how, "Miss");
  });

  it("is sent on as it comes when it is too large to be kept, and in the part that is wanted", async () => {
    const length = String(9 * 1024 * 1024);
    answer = ({ headers }) => ({
      ...page("part", { "content-length": length }),
      status: headers.range === undefined ? 200 : 206,
    });
    const first = await get("/film.mp4", { headers: { range: "bytes=0-3" } });
    assert.deepEqual([first.status, first.headers["content-length"]], [206, length]);
    assert.deepEqual(
      asked.map(({ headers }) => headers.range),
      [undefined, "bytes=0-3"],
    );
    assert.equal((await get("/film.mp4")).how, "Miss");
  });
});
