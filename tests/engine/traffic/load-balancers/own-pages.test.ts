import assert from "node:assert/strict";
import type { RedirectActionConfig } from "@aws-sdk/client-elastic-load-balancing-v2";
import {
  fixedAnswer,
  ownPage,
  redirectAnswer,
} from "../../../../engine/traffic/load-balancers/own-pages.ts";

describe("what a load balancer answers by itself", () => {
  const asked = { host: "www.example.com", path: "/a/b", query: "x=1" };
  const arrived = { protocol: "HTTP", port: 80 };
  const redirected = (config: RedirectActionConfig, request = asked) =>
    redirectAnswer(config, request, arrived).headers.location;

  it("redirects, and keeps what the action does not name", () => {
    const { status, headers } = redirectAnswer(
      { Protocol: "HTTPS", Port: "443", StatusCode: "HTTP_301" },
      asked,
      arrived,
    );
    assert.equal(status, 301);
    assert.equal(headers.location, "https://www.example.com:443/a/b?x=1");
    assert.equal(headers.server, "awselb/2.0");
  });

  it("fills in parts of the request", () => {
    assert.equal(
      redirected({
        Host: "new.#{host}",
        Path: "/old/#{path}",
        Query: "from=#{protocol}&#{query}",
        StatusCode: "HTTP_302",
      }),
      "http://new.www.example.com:80/old/a/b?from=http&x=1",
    );
    assert.equal(
      redirected({ Path: "/#{nothing}", Query: "", StatusCode: "HTTP_302" }),
      "http://www.example.com:80/#{nothing}",
    );
  });

  it("takes no other name for a part of the request", () => {
    const location = redirected({ Path: "/#{constructor}", Query: "", StatusCode: "HTTP_302" });
    assert.equal(location, "http://www.example.com:80/#{constructor}");
  });

  it("has no question mark without a query", () => {
    assert.equal(
      redirected({ Host: "b.example", StatusCode: "HTTP_302" }, { ...asked, query: "" }),
      "http://b.example:80/a/b",
    );
  });

  it("gives a fixed response", () => {
    const config = { StatusCode: "404", ContentType: "application/json", MessageBody: "{}" };
    const { status, headers, body } = fixedAnswer(config);
    assert.deepEqual(
      [status, headers["content-type"], body],
      [404, "application/json; charset=utf-8", "{}"],
    );
  });

  it("has the pages of AWS's load balancers", () => {
    const { status, body } = ownPage(503);
    assert.equal(status, 503);
    assert.ok(typeof body === "string");
    assert.match(body, /<h1>503 Service Temporarily Unavailable<\/h1>/);
  });
});
