import assert from "node:assert/strict";
import { once } from "node:events";
import type { IncomingMessage, RequestListener } from "node:http";
import { text } from "node:stream/consumers";
import type { Readable } from "node:stream";
import { Emulated } from "../../../engine/traffic/emulated.ts";
import { retrieve, type Retrieved, type Wanted } from "../../../engine/traffic/objects/retrieve.ts";
import { localServer } from "../../support/local-server.ts";

const CHANGED = "Wed, 12 Oct 2009 17:50:00 GMT";

/** A server in the emulator's place that has one object and says what it was asked. */
describe("an object that a stranger asks for", () => {
  const local = localServer();
  let asked: IncomingMessage[];

  const object: RequestListener = (request, response) => {
    asked.push(request);
    response.writeHead(200, {
      ...{ etag: '"1"', "last-modified": CHANGED, "content-type": "text/plain" },
      ...{ "x-amz-meta-who": "me", "x-amz-server-side-encryption": "AES256" },
    });
    response.end("hello");
  };
  const get = async (wanted: Partial<Wanted> = {}, listener = object): Promise<Retrieved> => {
    const all = { bucket: "notes", key: "a.txt", method: "GET", isSecure: false, ...wanted };
    return retrieve(new Emulated(await local.serve(listener)), all);
  };
  const errorOf = (retrieved: Retrieved) => ("error" in retrieved ? retrieved.error : undefined);
  const answerOf = (retrieved: Retrieved) => ("answer" in retrieved ? retrieved.answer : undefined);
  const refusing = (status: number, body = "") => {
    const listener: RequestListener = (_, response) => response.writeHead(status).end(body);
    return get({}, listener).then(errorOf);
  };

  beforeEach(() => {
    asked = [];
  });

  it("is asked for without a signature, and comes with what is stored beside it", async () => {
    const answer = answerOf(await get());
    assert.ok(answer);
    const { headers, body } = answer;
    assert.equal(await text(body as Readable), "hello");
    assert.equal(asked[0]?.headers.authorization, undefined);
    const { etag, "content-type": type, "x-amz-meta-who": who, ...others } = headers;
    assert.deepEqual([etag, type, who], ['"1"', "text/plain", "me"]);
    assert.ok(!("x-amz-server-side-encryption" in others));
  });

  it("is asked for by its key, encoded, and says whether the visitor came with TLS", async () => {
    await get({ key: "강의/a b?c#d%.txt", isSecure: true });
    await get();
    assert.equal(asked[0]?.url, "/notes/%EA%B0%95%EC%9D%98/a%20b%3Fc%23d%25.txt");
    assert.deepEqual(
      asked.map(({ headers }) => headers["x-forwarded-proto"]),
      ["https", "http"],
    );
  });

  it("is not asked for when its key leads out of the bucket, or the bucket is no bucket", async () => {
    for (const key of ["../moto-api/reset", "a/../../b", "./a", "a/.."])
      assert.equal(errorOf(await get({ key }))?.code, "NoSuchKey", key);
    for (const bucket of ["moto-api", "latest", "..", "a", "A/B", "a".repeat(64)])
      assert.equal(errorOf(await get({ bucket }))?.code, "NoSuchBucket", bucket);
    assert.deepEqual(asked, []);
  });

  it("is not asked for when its key is longer than keys can be, 1,024 bytes", async () => {
    assert.equal(errorOf(await get({ key: "강".repeat(342) }))?.code, "KeyTooLongError");
    assert.equal(asked.length, 0);
    assert.equal(errorOf(await get({ key: "a".repeat(1024) })), undefined);
  });

  it("is asked for in part when the visitor wants one range, and else as a whole", async () => {
    const ranges = ["bytes=0-4", "bytes=5-", "bytes=-5", "bytes=0-1,3-4", "lines=1-2", "bytes=-"];
    for (const range of ranges) await get({ headers: { range } });
    await get({ headers: { range: "bytes=0-4", "if-range": '"1"' } });
    assert.deepEqual(
      asked.map(({ headers }) => headers.range),
      [...ranges.slice(0, 3), ...[undefined, undefined, undefined, undefined]],
    );
  });

  it("is 304 without content where the visitor has it already", async () => {
    const answer = answerOf(await get({ headers: { "if-none-match": '"1"' } }));
    assert.deepEqual([answer?.status, answer?.body], [304, undefined]);
    assert.equal(answer?.headers.etag, '"1"');
    assert.equal(answer.headers["content-type"], undefined);
  });

  it("is let go in the middle when the visitor has it already", async () => {
    const endless: RequestListener = (request, response) => {
      asked.push(request);
      response.writeHead(200, { etag: '"1"', "last-modified": CHANGED }).write("hello");
    };
    assert.equal(
      answerOf(await get({ headers: { "if-none-match": '"1"' } }, endless))?.status,
      304,
    );
    await once(asked[0]?.socket ?? assert.fail("nothing was asked"), "close");
  });

  it("is 412 where it is not what the visitor expects", async () => {
    const error = errorOf(await get({ headers: { "if-match": '"2"' } }));
    assert.deepEqual(
      [error?.status, error?.code, error?.details],
      [412, "PreconditionFailed", { Condition: "If-Match" }],
    );
  });

  it("is 403 or 404 where S3 says so", async () => {
    assert.equal((await refusing(403))?.code, "AccessDenied");
    assert.equal((await refusing(404, "<Code>NoSuchKey</Code>"))?.code, "NoSuchKey");
    assert.equal((await refusing(404, "<Code>NoSuchBucket</Code>"))?.code, "NoSuchBucket");
  });

  it("is 416 with its size where it does not have the range", async () => {
    const tooFar: RequestListener = (_, response) =>
      response.writeHead(416).end("<Error><ActualObjectSize>5</ActualObjectSize></Error>");
    const error = errorOf(await get({ headers: { range: "bytes=9-" } }, tooFar));
    assert.deepEqual([error?.status, error?.code], [416, "InvalidRange"]);
    assert.equal(error?.headers?.["content-range"], "bytes */5");
  });

  it("is 500 where the emulator fails", async () => {
    assert.deepEqual((await refusing(503))?.status, 500);
  });
});
