import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Aws } from "../../../aws/clients.ts";
import { s3Client } from "../../../aws/s3/client.ts";
import { webRequest, type WebRequest } from "../../../aws/web/request.ts";
import { answerersOf } from "../../../engine/traffic/answerers.ts";
import { BELIEVED_MS } from "../../../engine/traffic/cache.ts";
import { Emulated } from "../../../engine/traffic/emulated.ts";
import { listen, trafficServer } from "../../../engine/traffic/server.ts";
import { emulatorEnv } from "../../../engine/emulator/emulator-answer.ts";
import { emulatedAws } from "../../support/engine/emulated-aws.ts";

const REGION = "ap-northeast-2";

/** A visitor by the real names, with the traffic as proxy, of buckets that were made by AWS's API. */
describe("S3's host names on this machine", () => {
  const { endpoint, unique } = emulatedAws();
  let server: ReturnType<typeof trafficServer>;
  let aws: Aws;
  let bucket: string;

  before(async () => {
    const answerers = answerersOf(new Emulated(endpoint()));
    server = trafficServer(answerers, { emulator: endpoint() });
    const web = `http://127.0.0.1:${await listen(server, 0)}`;
    aws = new Aws({ region: REGION, env: { ...emulatorEnv(endpoint()), AWS_CLASS_WEB: web } });
  });
  after(() => {
    server.closeAllConnections();
    server.close();
  });

  const s3 = () => aws.client(s3Client);
  const put = async (Key: string, Body: string, stored = {}) =>
    (await s3()).putObject({ Bucket: bucket, Key, Body, ContentType: "text/html", ...stored });
  const website = async (WebsiteConfiguration: object) =>
    (await s3()).putBucketWebsite({ Bucket: bucket, WebsiteConfiguration });
  /** Changes what may have been read a moment ago. */
  const becomes = async (configuration: object) => {
    await website(configuration);
    await sleep(BELIEVED_MS);
  };
  const allow = async (Resource = `arn:aws:s3:::${bucket}/*`) =>
    (await s3()).putBucketPolicy({
      Bucket: bucket,
      Policy: JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource }],
      }),
    });
  const named = async (name: string) => {
    bucket = name;
    const CreateBucketConfiguration = { LocationConstraint: REGION } as const;
    await (await s3()).createBucket({ Bucket: bucket, CreateBucketConfiguration });
    await website({
      IndexDocument: { Suffix: "index.html" },
      ErrorDocument: { Key: "error.html" },
    });
  };
  const visit = async (url: string, request?: WebRequest) => {
    const response = await webRequest(aws, url, request);
    const { status, headers } = response;
    return { status, headers, body: await response.text() };
  };
  const at = (path: string, request?: WebRequest) =>
    visit(`http://${bucket}.s3-website.${REGION}.amazonaws.com${path}`, request);
  const says = async (path: string) => {
    const { status, body } = await at(path);
    return [status, body];
  };

  beforeEach(() => named(unique("site")));

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
    assert.equal(moved.status, 301);
    assert.match(
      moved.headers.get("location") ?? "",
      /^http:\/\/site-\d+\.s3-website.*\/new\.html$/,
    );
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
    assert.deepEqual(await code(`${bucket}.s3-website-us-west-2`), [400, "IncorrectEndpoint"]);
    await (await s3()).deleteBucketWebsite({ Bucket: bucket });
    await sleep(BELIEVED_MS);
    const name = `${bucket}.s3-website.${REGION}`;
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
    const host = `${bucket}.s3.${REGION}.amazonaws.com`;
    for (const url of [`https://${host}`, `https://s3.${REGION}.amazonaws.com/${bucket}`])
      assert.equal((await visit(`${url}/a%20b/${encodeURI("강의")}.html`)).body, "hello");
    const missing = await visit(`https://${host}/none`);
    assert.equal(missing.status, 403); // who may not list the bucket is not told
    assert.match(missing.body, /<Code>AccessDenied<\/Code>/);
    const TlsOnly = {
      ...{ Effect: "Deny", Principal: "*", Action: "s3:*", Resource: `arn:aws:s3:::${bucket}/*` },
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    };
    const Policy = JSON.stringify({ Version: "2012-10-17", Statement: [TlsOnly] });
    await (await s3()).putBucketPolicy({ Bucket: bucket, Policy });
    await (await s3()).putObjectAcl({ Bucket: bucket, Key: "a b/강의.html", ACL: "public-read" });
    const path = `/a%20b/${encodeURI("강의")}.html`;
    assert.equal((await visit(`https://${host}${path}`)).status, 200);
    assert.equal((await visit(`http://${host}${path}`)).status, 403);
  });
});
