import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import os from "node:os";
import { InUseError } from "../../../classroom/local/run-lock.ts";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { identify } from "../../../lib/processes.ts";
import { FakeBucket } from "../../support/fakes/fake-bucket.ts";

const KEY = ".aws-class/dev/lock";
const silent = () => undefined;

describe("a command's lock in a bucket", () => {
  let bucket: FakeBucket;
  beforeEach(() => {
    bucket = new FakeBucket();
  });
  const work = (during: () => void = silent) =>
    new BucketShelf(bucket.s3, "states", "", "dev").exclusively(silent, () => {
      during();
      return Promise.resolve();
    });

  /** A lock as a killed command leaves it. */
  const left = (process: object) => {
    const by = `process 12 on ${os.hostname()}, since 2026-12-01T09:00:00.000Z`;
    bucket.put(KEY, `${by}\n${JSON.stringify(process)}`);
  };
  const dead = { pid: spawnSync("true").pid, started: "1" };
  const place = identify(process.pid)?.place ?? "";

  it("is taken over from a process of this machine that has ended, and then released", async () => {
    left({ ...dead, place });
    await work(() => {
      assert.match(bucket.get(KEY) ?? "", new RegExp(`^process ${process.pid} on `));
    });
    assert.deepEqual(bucket.keys, []);
  });

  for (const [whose, note] of [
    ["a running process", identify(process.pid)],
    ["a container with this host name", { ...dead, place: `${place.split(" ")[0] ?? ""} pid:[1]` }],
    ["a machine with this host name", { ...dead, place: "another pid:[1]" }],
    ["an older version", undefined],
  ] as const)
    it(`stays that of ${whose}, with what to do if that was killed`, async () => {
      left(note ?? {});
      const fix = new RegExp(
        `^process 12 on ${os.hostname()}, since [^\\n]*aws s3 rm s3://.*/lock$`,
      );
      await assert.rejects(work(), (error: Error) => {
        assert.ok(error instanceof InUseError);
        assert.match(error.message, fix);
        return true;
      });
      assert.deepEqual(bucket.keys, [KEY]);
    });

  it("goes to one of two commands that take it over at the same moment", async () => {
    left({ ...dead, place });
    let inside = 0;
    const ends = await Promise.allSettled([work(() => ++inside), work(() => ++inside)]);
    assert.equal(inside, 1);
    assert.deepEqual(ends.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
  });

  it("is not released where another command holds it by now", async () => {
    await work(() => {
      left({ pid: 1, started: "1", place: "another pid:[1]" });
    });
    assert.match(bucket.get(KEY) ?? "", /another/);
  });

  it("may be deleted by hand in the meantime", async () => {
    await work(() => {
      bucket.delete(KEY);
    });
    assert.deepEqual(bucket.keys, []);
  });
});
