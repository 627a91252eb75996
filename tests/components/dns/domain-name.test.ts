import assert from "node:assert/strict";
import {
  hostName,
  isDnsName,
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

describe("a name that a CNAME leads to", () => {
  it("is no host name: _xyz.acm-validations.aws, keys of mail, services", () => {
    for (const name of [
      "_xyz.acm-validations.aws",
      "_a79865eb4cd1a6ab990a45779b4e0b96.mhbtsbpdnt.acm-validations.aws",
      "selector1._domainkey.example.onmicrosoft.com",
      "_sip._tcp.example.com",
      "a_b_.example.com",
      "docs.aws.amazon.com",
    ])
      assert.ok(isDnsName(name), name);
  });

  it("is neither an address, nor a wildcard, nor too long", () => {
    const long = `${"x".repeat(60)}.`.repeat(4);
    assert.ok(isDnsName(`${long}abcdef.kr`));
    for (const name of ["192.0.2.1", "*.example.com", "example", "a..kr", `${long}abcdefg.kr1`])
      assert.ok(!isDnsName(name), name);
  });
});

describe("a host inside a domain", () => {
  it("may be the domain itself, have several labels, underscores, or stand for all others", () => {
    for (const host of ["@", "www", "a.b", "_dmarc", "_sip._tcp", "*", "*.dev"])
      assert.ok(isHost(host), host);
    for (const host of ["", "www.", ".www", "a.*", "WWW", "-a", "a b"])
      assert.ok(!isHost(host), host);
  });

  it("has the domain behind it", () => {
    assert.equal(hostName("www", "mydomain.com"), "www.mydomain.com");
    assert.equal(hostName("@", "mydomain.com"), "mydomain.com");
  });
});
