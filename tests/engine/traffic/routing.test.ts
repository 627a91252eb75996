import assert from "node:assert/strict";
import type { RoutingRule } from "@aws-sdk/client-s3";
import { redirected } from "../../../engine/traffic/websites/routing.ts";

const HOST = "example-bucket.s3-website.us-east-1.amazonaws.com";

/** Where a visitor who asks for a key is sent. */
const sent = (rules: readonly RoutingRule[], key: string, error?: number, query = "") =>
  redirected(rules, { host: HOST, key, query }, error);

/** The examples, and the elements of rules, of https://docs.aws.amazon.com/AmazonS3/latest/userguide/how-to-page-redirect.html */
describe("the redirection rules of a website", () => {
  it("redirect after a key prefix was renamed (example 1)", () => {
    const rules = [
      {
        Condition: { KeyPrefixEquals: "docs/" },
        Redirect: { ReplaceKeyPrefixWith: "documents/" },
      },
    ];
    assert.deepEqual(sent(rules, "docs/a.html"), {
      status: 301,
      location: `http://${HOST}/documents/a.html`,
    });
    assert.equal(sent(rules, "other/docs/a.html"), undefined);
  });

  it("redirect requests for a deleted folder to a page (example 2)", () => {
    const rules = [
      {
        Condition: { KeyPrefixEquals: "images/" },
        Redirect: { ReplaceKeyWith: "folderdeleted.html" },
      },
    ];
    assert.equal(sent(rules, "images/a.png")?.location, `http://${HOST}/folderdeleted.html`);
  });

  it("redirect in the event of an error, to another host (example 3)", () => {
    const rules: RoutingRule[] = [
      {
        Condition: { HttpErrorCodeReturnedEquals: "404" },
        Redirect: {
          HostName: "ec2-11-22-333-44.compute-1.amazonaws.com",
          ReplaceKeyPrefixWith: "report-404/",
        },
      },
    ];
    assert.equal(sent(rules, "ExamplePage.html"), undefined);
    assert.equal(sent(rules, "ExamplePage.html", 403), undefined);
    assert.equal(
      sent(rules, "ExamplePage.html", 404)?.location,
      "http://ec2-11-22-333-44.compute-1.amazonaws.com/report-404/ExamplePage.html",
    );
  });

  it("hold only when the prefix and the error both do, where a rule has both", () => {
    const rules = [
      {
        Condition: { KeyPrefixEquals: "old/", HttpErrorCodeReturnedEquals: "404" },
        Redirect: { ReplaceKeyPrefixWith: "new/" },
      },
    ];
    assert.equal(sent(rules, "old/a"), undefined);
    assert.equal(sent(rules, "a", 404), undefined);
    assert.equal(sent(rules, "old/a", 404)?.location, `http://${HOST}/new/a`);
  });

  it("are read from the first on", () => {
    const rules = ["first/", "second/"].map((ReplaceKeyPrefixWith) => ({
      Condition: { KeyPrefixEquals: "a/" },
      Redirect: { ReplaceKeyPrefixWith },
    }));
    assert.equal(sent(rules, "a/b")?.location, `http://${HOST}/first/b`);
  });

  it("have the code and the protocol that they say", () => {
    const Redirect = { Protocol: "https", HttpRedirectCode: "307", ReplaceKeyWith: "b" } as const;
    assert.deepEqual(sent([{ Redirect }], "a"), { status: 307, location: `https://${HOST}/b` });
  });

  it("keep the query, and what of the key has no place in a path", () => {
    const rules = [
      { Condition: { KeyPrefixEquals: "a " }, Redirect: { ReplaceKeyPrefixWith: "#!/" } },
    ];
    assert.equal(
      sent(rules, "a b?c#d", undefined, "q=1")?.location,
      `http://${HOST}/#!/b%3Fc%23d?q=1`,
    );
  });
});
