import assert from "node:assert/strict";
import type { OutgoingHttpHeaders } from "node:http";
import { readersIn } from "../../../labs/cdn/bucket-readers.ts";
import { expectSecured } from "../../../labs/cdn/checks.ts";
import { visitBucket } from "../../../labs/s3-acceleration/checks.ts";
import { expectRedirects } from "../../../labs/static-site/checks.ts";
import { localServer } from "../../support/local-server.ts";
import { VISITOR } from "../../support/subjects.ts";

describe("the redirects of lab static-site", () => {
  const local = localServer();
  const site = () =>
    local.serve(({ url }, response) => {
      if (url === "/home") response.writeHead(302, { location: "/index.html" }).end();
      else response.writeHead(404).end();
    });

  it("lead where they are set to", async () => {
    await expectRedirects(VISITOR, await site(), [
      { from: "home", to: "index.html", permanent: false },
    ]);
  });

  it("fail when one is not there, leads elsewhere or lasts", async () => {
    const fails = async (rule: { from: string; to: string; permanent: boolean }, why: RegExp) =>
      assert.rejects(expectRedirects(VISITOR, await site(), [rule]), why);
    await fails({ from: "docs/", to: "documents/", permanent: false }, /returns 404, not 302/);
    await fails({ from: "home", to: "https://example.com/", permanent: false }, /not to https/);
    await fails({ from: "home", to: "index.html", permanent: true }, /returns 302, not 301/);
  });
});

describe("the answers of lab cdn", () => {
  const local = localServer();
  const GOOD = {
    "content-encoding": "identity",
    "strict-transport-security": "max-age=31536000",
    "x-content-type-options": "nosniff",
    "x-frame-options": "SAMEORIGIN",
    "referrer-policy": "strict-origin-when-cross-origin",
  };
  const secured = async (headers: OutgoingHttpHeaders) =>
    expectSecured(
      VISITOR,
      await local.serve((_, response) => response.writeHead(200, headers).end("page")),
    );

  it("are compressed and carry the security headers", async () => {
    assert.equal(await secured(GOOD), "identity");
  });

  it("fail without compression", async () => {
    const { "content-encoding": without, ...others } = GOOD;
    assert.ok(without);
    await assert.rejects(secured(others), /is not compressed/);
  });

  it("fail without one of the headers, and name it", async () => {
    const { "referrer-policy": without, ...others } = GOOD;
    assert.ok(without);
    await assert.rejects(secured(others), /has no referrer-policy/);
  });
});

describe("the readers in a bucket's policy", () => {
  const policy = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
  const denied = { Effect: "Deny", Principal: "*", Condition: { Bool: { a: "false" } } };

  it("are the distributions that it names", () => {
    const arn = "arn:aws:cloudfront::123456789012:distribution/E1";
    const cdn = { Effect: "Allow", Principal: { Service: "cloudfront.amazonaws.com" } };
    const Condition = { StringEquals: { "AWS:SourceArn": arn } };
    assert.deepEqual(readersIn(policy(denied, { ...cdn, Condition })), [arn]);
    assert.deepEqual(readersIn(policy(denied, cdn)), ['{"Service":"cloudfront.amazonaws.com"}']);
  });

  it("are everybody, where it lets everybody in", () => {
    assert.deepEqual(readersIn(policy({ Effect: "Allow", Principal: "*" })), ['"*"']);
  });

  it("are nobody in a policy that only denies", () => {
    assert.deepEqual(readersIn(policy(denied)), []);
  });
});

describe("an accelerated endpoint", () => {
  const local = localServer();
  const says = async (status: number, body = "") =>
    visitBucket(VISITOR, await local.serve((_, response) => response.writeHead(status).end(body)));

  it("takes the bucket when it refuses a stranger", async () => {
    const body = "<Error><Code>AccessDenied</Code></Error>";
    assert.deepEqual(await says(403, body), { taken: true, seen: "403 AccessDenied" });
  });

  it("does not when it says that acceleration is off", async () => {
    const body = "<Error><Code>InvalidRequest</Code></Error>";
    assert.deepEqual(await says(400, body), { taken: false, seen: "400 InvalidRequest" });
    assert.deepEqual(await says(503), { taken: false, seen: "503 no reason" });
  });
});
