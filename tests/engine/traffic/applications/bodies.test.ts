import assert from "node:assert/strict";
import { Readable } from "node:stream";
import { Bodies } from "../../../../engine/traffic/applications/bodies.ts";

const MIB = 1024 * 1024;

const chunked = { "transfer-encoding": "chunked" };

const requestOf = (chunks: Iterable<Buffer>, headers: Record<string, string> = chunked) => ({
  headers,
  body: Readable.from(chunks),
});

const length = (body: Buffer | undefined) => Promise.resolve(body?.length);

describe("the bodies of requests to applications", () => {
  it("are read whole, where the headers say that there is one", async () => {
    const bodies = new Bodies();
    const two = () => requestOf([Buffer.from("te"), Buffer.from("xt")]);
    const text = await bodies.use(two(), (body) => Promise.resolve(String(body)));
    assert.equal(text, "text");
    const said = { ...two(), headers: { "content-length": "4" } };
    assert.equal(await bodies.use(said, length), 4);
    for (const headers of [{}, { "content-length": "0" }])
      assert.equal(await bodies.use({ ...two(), headers }, length), undefined);
    assert.equal(await bodies.use({ headers: chunked }, length), undefined);
  });

  it("are not larger than 1 MiB, said or not", async () => {
    const bodies = new Bodies();
    assert.equal(await bodies.use(requestOf([Buffer.alloc(MIB)]), length), MIB);
    assert.equal(
      await bodies.use(requestOf([Buffer.alloc(MIB), Buffer.alloc(1)]), length),
      "too large",
    );
    const said = requestOf([], { "content-length": String(MIB + 1) });
    assert.equal(await bodies.use(said, length), "too large");
  });

  it("are held in a limited number, and let go when they were answered, or the answer has failed", async () => {
    const bodies = new Bodies(MIB);
    const full = () => requestOf([Buffer.alloc(MIB)]);
    const during = await bodies.use(full(), () => bodies.use(requestOf([Buffer.alloc(1)]), length));
    assert.equal(during, "too many");
    await assert.rejects(
      bodies.use(full(), () => Promise.reject(new Error("no application"))),
      /no application/,
    );
    assert.equal(await bodies.use(full(), length), MIB);
  });

  it("end where the visitor goes", async () => {
    const gone = function* () {
      yield Buffer.from("te");
      throw new Error("aborted");
    };
    assert.equal(await new Bodies().use(requestOf(gone()), length), "cut off");
  });
});
