import assert from "node:assert/strict";
import os from "node:os";
import { InUseError } from "../../../classroom/local/run-lock.ts";
import { cliOptions } from "../../../classroom/record/keeper-of.ts";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { identify } from "../../../lib/processes.ts";
import { FakeBucket } from "../../support/fakes/fake-bucket.ts";
import { dead, KEY, lockOf, place, silent, underLock } from "./lock-support.ts";

describe("a command's lock in a bucket", () => {
  let bucket: FakeBucket;
  beforeEach(() => {
    bucket = new FakeBucket();
  });
  const work = (during?: () => void) => underLock(bucket, during);

  const left = (process: object) => {
    bucket.put(KEY, lockOf(process));
  };

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

  it("that another command was faster to take is not said to be ours", async () => {
    bucket.onWrite = (key) => {
      bucket.put(key, "process 12 on x\n{}");
      bucket.onCall = () => {
        bucket.onCall = () => {
          throw new Error("ECONNRESET");
        };
      };
    };
    const shelf = new BucketShelf(bucket.s3, "states", "", "dev");
    await assert.rejects(
      shelf.exclusively(
        (line) => assert.fail(line),
        () => assert.fail(),
      ),
      /process 12 on x/,
    );
    assert.deepEqual(bucket.keys, [KEY]);
  });

  it("is deleted where the bucket is, by the command that is shown", async () => {
    bucket.put(KEY, "process 12 on x\n{}");
    const options = cliOptions(
      new URL("s3://states?endpoint=minio:9000&disableSSL=true&profile=my%20school&region=kr"),
    );
    const shelf = new BucketShelf(bucket.s3, "states", "", "dev", options);
    await assert.rejects(
      shelf.exclusively(silent, () => assert.fail()),
      /aws s3 rm s3:\/\/states\/\S+lock --endpoint-url http:\/\/minio:9000 --profile 'my school' --region kr$/,
    );
    assert.deepEqual(cliOptions(new URL("s3://states/folder")), []);
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

  it("is its own where the answer to its first request was lost", async () => {
    // The client repeats a request without an answer, and gets that of the second one.
    bucket.onWrite = (key, content) => {
      bucket.put(key, content);
    };
    await work();
    assert.deepEqual(bucket.keys, []);
  });

  it("that cannot be released is named, and hides no error of the work", async () => {
    const said: string[] = [];
    const shelf = new BucketShelf(bucket.s3, "states", "", "dev");
    const broken = shelf.exclusively(
      (line) => said.push(line),
      () => {
        bucket.refuse = "AccessDenied";
        return Promise.reject(new Error("broken"));
      },
    );
    await assert.rejects(broken, /broken/);
    assert.match(said.join(), /AccessDenied[\s\S]*fix: aws s3 rm s3:\/\/states\/.*\/lock$/);
  });

  it("stays nowhere after a failed request, whose error is thrown", async () => {
    let writes = 0;
    bucket.onWrite = () => {
      if (++writes === 2) throw new Error("ECONNRESET");
    };
    await assert.rejects(work(), /ECONNRESET/);
    assert.deepEqual(bucket.keys, []);
    // The first request was carried out, and its answer lost.
    bucket.onWrite = (key, content) => {
      bucket.put(key, content);
      throw new Error("ECONNRESET");
    };
    await assert.rejects(work(), /ECONNRESET/);
    assert.deepEqual(bucket.keys, []);
  });

  it("that may stay after a failed request is named, beside the first error", async () => {
    let writes = 0;
    bucket.onWrite = () => {
      if (++writes < 2) return;
      bucket.refuse = "AccessDenied";
      throw new Error("ECONNRESET");
    };
    const said: string[] = [];
    const shelf = new BucketShelf(bucket.s3, "states", "", "dev");
    const taking = shelf.exclusively(
      (line) => said.push(line),
      () => assert.fail(),
    );
    await assert.rejects(taking, /ECONNRESET/);
    assert.match(
      said.join(),
      /may stay: AccessDenied\n {2}fix: aws s3 rm s3:\/\/states\/.*\/lock$/,
    );
  });
});
