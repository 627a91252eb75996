import assert from "node:assert/strict";
import { REGION, visitor } from "./visitor.ts";

/** A visitor by the real names, with the traffic as proxy, of buckets that were made by AWS's API. */
describe("S3's host names on this machine", () => {
  const { s3, bucket, named, put, becomes, settles, allow, visit, at, says } = visitor();

  it("are closed until the bucket's policy opens them", async () => {
    await put("index.html", "home");
    const { status, body, headers } = await at("/");
    assert.equal(status, 403);
    assert.equal(headers.get("x-amz-error-code"), "AccessDenied");
    assert.match(body, /<li>Code: AccessDenied<\/li>/);
    await allow();
    assert.deepEqual(await says("/"), [200, "home"]);
  });

  it("have the index document of each folder, also for who leaves the slash out", async () => {
    await allow();
    await put("docs/index.html", "docs");
    assert.deepEqual(await says("/docs/"), [200, "docs"]);
    const { status, headers } = await at("/docs");
    assert.deepEqual([status, headers.get("location")], [302, "/docs/"]);
  });

  it("have the error document and 404 for what is not there, else S3's page", async () => {
    await allow();
    const without = await at("/none");
    assert.equal(without.status, 404);
    assert.match(without.body, /Retrieve a Custom Error Document[^]*<li>Key: error\.html<\/li>/);
    await put("error.html", "lost");
    assert.deepEqual(await says("/none"), [404, "lost"]);
    await becomes({ IndexDocument: { Suffix: "index.html" } });
    assert.match((await at("/none")).body, /<li>Code: NoSuchKey<\/li>\n[^]*<li>Key: none<\/li>/);
  });

  it("are redirected by rules, by an object, and as a whole", async () => {
    await allow();
    await put("moved.html", "moved", { WebsiteRedirectLocation: "/new.html" });
    const moved = await at("/moved.html");
    assert.deepEqual([moved.status, moved.headers.get("location")], [301, "/new.html"]);
    await becomes({
      IndexDocument: { Suffix: "index.html" },
      RoutingRules: [
        {
          Condition: { HttpErrorCodeReturnedEquals: "404", KeyPrefixEquals: "old/" },
          Redirect: { HostName: "example.com", ReplaceKeyPrefixWith: "new/" },
        },
      ],
    });
    const rule = await at("/old/a?b=c");
    assert.deepEqual(
      [rule.status, rule.headers.get("location")],
      [301, "http://example.com/new/a?b=c"],
    );
    await becomes({ RedirectAllRequestsTo: { HostName: "example.com", Protocol: "https" } });
    const all = await at("/a?b=c");
    assert.deepEqual([all.status, all.headers.get("location")], [301, "https://example.com/a?b=c"]);
  });

  it("send what is stored with an object, in parts, and not again to who has it", async () => {
    await allow();
    await put("a.txt", "0123456789", {
      ...{ ContentType: "text/plain", CacheControl: "max-age=60", Metadata: { who: "me" } },
    });
    const { status, headers } = await at("/a.txt", { method: "HEAD" });
    assert.deepEqual(
      ["content-type", "cache-control", "x-amz-meta-who", "content-length"].map((name) =>
        headers.get(name),
      ),
      ["text/plain", "max-age=60", "me", "10"],
    );
    assert.equal(status, 200);
    const ranged = await at("/a.txt", { headers: { range: "bytes=2-4" } });
    assert.deepEqual(
      [ranged.status, ranged.body, ranged.headers.get("content-range")],
      [206, "234", "bytes 2-4/10"],
    );
    const beyond = await at("/a.txt", { headers: { range: "bytes=10-" } });
    assert.deepEqual([beyond.status, beyond.headers.get("content-range")], [416, "bytes */10"]);
    const etag = headers.get("etag") ?? "";
    const known = await at("/a.txt", { headers: { "if-none-match": etag } });
    assert.deepEqual([known.status, known.body], [304, ""]);
    const other = await at("/a.txt", { headers: { "if-match": '"other"' } });
    assert.deepEqual(
      [other.status, other.headers.get("x-amz-error-code")],
      [412, "PreconditionFailed"],
    );
  });

  it("say what S3 says of a bucket that is none, or no website, or in another region", async () => {
    const code = async (host: string) => {
      const { status, headers } = await visit(`http://${host}.amazonaws.com/`);
      return [status, headers.get("x-amz-error-code")];
    };
    assert.deepEqual(await code(`no-such-bucket.s3-website.${REGION}`), [404, "NoSuchBucket"]);
    assert.deepEqual(await code(`${bucket()}.s3-website-us-west-2`), [400, "IncorrectEndpoint"]);
    await (await s3()).deleteBucketWebsite({ Bucket: bucket() });
    await settles();
    const name = `${bucket()}.s3-website.${REGION}`;
    assert.deepEqual(await code(name), [404, "NoSuchWebsiteConfiguration"]);
  });

  it("answer for a domain that is the name of a bucket with a website, and for no other", async () => {
    await named("www.example.test");
    await becomes({ RedirectAllRequestsTo: { HostName: "example.test" } });
    const { status, headers } = await visit("http://www.example.test/a");
    assert.deepEqual([status, headers.get("location")], [301, "http://example.test/a"]);
    await assert.rejects(
      visit("http://example.test/a"),
      /nothing in the emulated account answers for example\.test/,
    );
  });

  it("have each object at its URL, where a policy that wants TLS is kept", async () => {
    await allow();
    await put("a b/강의.html", "hello");
    const host = `${bucket()}.s3.${REGION}.amazonaws.com`;
    for (const url of [`https://${host}`, `https://s3.${REGION}.amazonaws.com/${bucket()}`])
      assert.equal((await visit(`${url}/a%20b/${encodeURI("강의")}.html`)).body, "hello");
    const missing = await visit(`https://${host}/none`);
    assert.equal(missing.status, 403); // who may not list the bucket is not told
    assert.match(missing.body, /<Code>AccessDenied<\/Code>/);
    await allow({
      ...{ Effect: "Deny", Principal: "*", Action: "s3:*" },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    });
    const path = `/a%20b/${encodeURI("강의")}.html`;
    assert.equal((await visit(`https://${host}${path}`)).status, 200);
    assert.equal((await visit(`http://${host}${path}`)).status, 403);
  });
});
