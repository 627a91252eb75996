import assert from "node:assert/strict";
import {
  hostName,
  isDomainName,
  isHost,
  requireDomainName,
} from "../../../components/dns/domain-name.ts";

describe("a domain name", () => {
  it("is of two labels or more, in lower case", () => {
    for (const name of ["mydomain.com", "a.b.co.kr", "xn--3e0b707e.kr", "aws-class.test"])
      assert.ok(isDomainName(name), name);
    for (const name of [
      "mydomain",
      "My.com",
      "-my.com",
      "my..com",
      "my.com.",
      `${"x".repeat(64)}.com`,
    ])
      assert.ok(!isDomainName(name), name);
  });

  it("is asked for by what is wrong with it", () => {
    assert.throws(() => {
      requireDomainName("한국.kr");
    }, /domain "한국\.kr" is not a domain name: .* Korean ones as xn--/);
  });
});

describe("a host inside a domain", () => {
  it("may be the domain itself, have several labels, underscores, or stand for all others", () => {
    for (const host of ["@", "www", "a.b", "_dmarc", "*", "*.dev"]) assert.ok(isHost(host), host);
    for (const host of ["", "www.", ".www", "a.*", "WWW", "-a", "a b"])
      assert.ok(!isHost(host), host);
  });

  it("has the domain behind it", () => {
    assert.equal(hostName("www", "mydomain.com"), "www.mydomain.com");
    assert.equal(hostName("@", "mydomain.com"), "mydomain.com");
  });
});
