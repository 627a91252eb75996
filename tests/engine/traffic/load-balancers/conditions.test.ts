import assert from "node:assert/strict";
import type { RuleCondition } from "@aws-sdk/client-elastic-load-balancing-v2";
import { type RoutedRequest, meets } from "../../../../engine/traffic/load-balancers/conditions.ts";
import { isLike } from "../../../../engine/traffic/load-balancers/glob.ts";

const asked: RoutedRequest = {
  method: "GET",
  host: "www.example.com",
  path: "/img/Cat.png",
  query: "version=V1&plain",
  headers: { "user-agent": "Mozilla/5.0 (Chrome)", "x-team": "a*b" },
  address: "203.0.113.7",
};

const meetsAll = (cases: readonly (readonly [RuleCondition, boolean])[]) => {
  for (const [condition, expected] of cases)
    assert.equal(meets(asked, condition), expected, JSON.stringify(condition));
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/rule-condition-types.html */
describe("a condition of a listener rule", () => {
  it("compares hosts without their case, with wildcards", () => {
    const host = (...Values: string[]): RuleCondition => ({
      Field: "host-header",
      HostHeaderConfig: { Values },
    });
    meetsAll([
      [host("WWW.example.com"), true],
      [host("*.example.com"), true],
      [host("example.com"), false],
      [host("ww?.example.com", "other.example.com"), true],
      [host("www?.example.com"), false],
      [{ Field: "host-header", Values: ["*.com"] }, true],
    ]);
  });

  it("compares paths with their case, and without the query", () => {
    const path = (pattern: string): RuleCondition => ({
      Field: "path-pattern",
      PathPatternConfig: { Values: [pattern] },
    });
    meetsAll([
      [path("/img/*"), true],
      [path("/img/*.png"), true],
      [path("/img/cat.png"), false],
      [path("/*/Cat.???"), true],
      [path("/img"), false],
      [path("*version*"), false],
    ]);
  });

  it("compares a header, which has to be there", () => {
    const header = (HttpHeaderName: string, pattern: string): RuleCondition => ({
      Field: "http-header",
      HttpHeaderConfig: { HttpHeaderName, Values: [pattern] },
    });
    meetsAll([
      [header("User-Agent", "*chrome*"), true],
      [header("User-Agent", "*Safari*"), false],
      [header("Referer", "*"), false],
      [header("X-Team", String.raw`a\*b`), true],
      [header("X-Team", String.raw`a\?b`), false],
    ]);
  });

  it("compares methods exactly", () => {
    const method = (...Values: string[]): RuleCondition => ({
      Field: "http-request-method",
      HttpRequestMethodConfig: { Values },
    });
    meetsAll([
      [method("GET"), true],
      [method("get"), false],
      [method("POST", "GET"), true],
    ]);
  });

  it("finds a pair, or a value of any key, in the query", () => {
    const query = (Value: string, Key?: string): RuleCondition => ({
      Field: "query-string",
      QueryStringConfig: { Values: [{ Key, Value }] },
    });
    meetsAll([
      [query("v1", "version"), true],
      [query("v2", "version"), false],
      [query("v?"), true],
      [query("plain"), true],
      [query("version"), false],
    ]);
  });

  it("looks for the visitor's address in blocks of both kinds", () => {
    const source = (...Values: string[]): RuleCondition => ({
      Field: "source-ip",
      SourceIpConfig: { Values },
    });
    meetsAll([
      [source("203.0.113.0/24"), true],
      [source("10.0.0.0/8", "0.0.0.0/0"), true],
      [source("10.0.0.0/8"), false],
      [source("2001:db8::/32"), false],
      [source("nonsense"), false],
    ]);
  });

  it("takes no long time for a pattern that is made for that", () => {
    const started = performance.now();
    assert.equal(isLike("a".repeat(8000), `${"*a".repeat(60)}b`), false);
    assert.ok(performance.now() - started < 1000);
  });
});
