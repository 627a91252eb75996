import assert from "node:assert/strict";
import { routingRules } from "../../../components/site/redirect-rules.ts";

describe("routingRules", () => {
  it("replaces a prefix by another, for now", () => {
    assert.deepEqual(routingRules([{ from: "docs/", to: "/documents/" }]), [
      {
        condition: { keyPrefixEquals: "docs/" },
        redirect: { replaceKeyPrefixWith: "documents/", httpRedirectCode: "302" },
      },
    ]);
  });

  it("replaces a prefix by a URL, for good where asked", () => {
    const [rule] = routingRules([
      { from: "old/", to: "https://example.com:8443/new/", permanent: true },
    ]);
    assert.deepEqual(rule?.redirect, {
      protocol: "https",
      hostName: "example.com:8443",
      replaceKeyPrefixWith: "new/",
      httpRedirectCode: "301",
    });
  });

  const mistakes: [string, { from: string; to: string }[], RegExp][] = [
    ["an empty prefix", [{ from: "", to: "new/" }], /redirects\.0\.from: empty: write a prefix/],
    [
      "a slash before a prefix",
      [{ from: "/docs", to: "new/" }],
      /redirects\.0\.from: it begins with a slash: .*without it, e\.g\. docs$/,
    ],
    [
      "a rule that redirects to itself",
      [{ from: "a/", to: "a/b/" }],
      /redirects\.0\.to: a\/ would redirect to itself/,
    ],
    [
      "one that redirects to itself by a slash",
      [{ from: "a", to: "/a" }],
      /would redirect to itself/,
    ],
    ["a target that is empty", [{ from: "a", to: "" }], /redirects\.0\.to: empty/],
    ["another protocol", [{ from: "a/", to: "ftp://example.com/" }], /http\(s\) URL/],
    ["half a URL", [{ from: "a/", to: "https://" }], /http\(s\) URL/],
    [
      "two rules for one prefix",
      [1, 2].map(() => ({ from: "a/", to: "b/" })),
      /redirects\.1\.from: a\/ has two rules: keep one/,
    ],
    [
      "more rules than S3 takes",
      Array.from({ length: 51 }, (_, index) => ({ from: `a${index}/`, to: "b/" })),
      /51 rules, S3 allows 50/,
    ],
  ];
  for (const [what, redirects, message] of mistakes)
    it(`refuses ${what}`, () => {
      assert.throws(() => routingRules(redirects), message);
    });
});
