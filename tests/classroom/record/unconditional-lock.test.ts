import assert from "node:assert/strict";
import { InUseError } from "../../../classroom/local/run-lock.ts";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { FakeBucket } from "../../support/fakes/fake-bucket.ts";
import { dead, KEY, lockOf, place, silent, underLock } from "./lock-support.ts";

describe("a command's lock in a bucket", () => {
  let bucket: FakeBucket;
  beforeEach(() => {
    bucket = new FakeBucket();
  });
  const work = (during?: () => void) => underLock(bucket, during);

  for (const conditions of ["ignored", "refused"] as const)
    describe(`where conditional requests are ${conditions}`, () => {
      beforeEach(() => {
        bucket.conditions = conditions;
      });
      const other = `process 12 on x, since 2026-12-01T09:00:00.000Z\n{"pid":12,"started":"1","place":"another pid:[1]"}`;

      it("is an object of the command's own, which is released", async () => {
        await work(() => {
          assert.match(bucket.keys.join(), /^\.aws-class\/dev\/lock-[0-9a-f-]{36}$/);
        });
        assert.deepEqual(bucket.keys, []);
      });

      for (const key of [KEY, `${KEY}-1`])
        it(`is not given beside ${key} of another command, which stays`, async () => {
          bucket.put(key, other);
          await assert.rejects(
            work(() => assert.fail()),
            new RegExp(`^Error: process 12 on x.*aws s3 rm s3://states/${key}$`),
          );
          assert.deepEqual(bucket.keys, [key]);
        });

      it("is not given to a second command", async () => {
        const shelf = () => new BucketShelf(bucket.s3, "states", "", "dev");
        await shelf().exclusively(silent, () =>
          assert.rejects(
            shelf().exclusively(silent, () => assert.fail()),
            InUseError,
          ),
        );
        assert.deepEqual(bucket.keys, []);
      });

      it("is given to one of two commands at the same moment at most", async () => {
        let inside = 0;
        let most = 0;
        const long = async () => {
          most = Math.max(most, ++inside);
          await new Promise((resolve) => setTimeout(resolve, 5));
          inside--;
        };
        const shelf = () => new BucketShelf(bucket.s3, "states", "", "dev");
        await Promise.allSettled(
          Array.from({ length: 5 }, () => shelf().exclusively(silent, long)),
        );
        assert.ok(most <= 1);
        assert.deepEqual(bucket.keys, []);
      });

      for (const failing of ["list", "read", "delete"] as const)
        it(`stays nowhere when a ${failing} fails`, async () => {
          const killed = `${KEY}-1`;
          bucket.put(KEY, lockOf({ ...dead, place }));
          bucket.put(killed, bucket.get(KEY) ?? "");
          bucket.onCall = (call, key) => {
            if (call === failing && (call === "list" || key === killed))
              throw new Error("ETIMEDOUT");
          };
          await assert.rejects(
            work(() => assert.fail()),
            /ETIMEDOUT/,
          );
          assert.deepEqual(bucket.keys, [killed]);
        });

      it("stays nowhere when it cannot be exchanged for an object of its own", async () => {
        let deletes = 0;
        bucket.onCall = (call) => {
          if (call === "delete" && ++deletes === 1) throw new Error("ETIMEDOUT");
        };
        await assert.rejects(
          work(() => assert.fail()),
          /ETIMEDOUT/,
        );
        assert.deepEqual(bucket.keys, []);
      });

      it("is taken over from a command that was killed here", async () => {
        for (const key of [KEY, `${KEY}-1`]) {
          bucket.put(KEY, lockOf({ ...dead, place }));
          bucket.put(key, bucket.get(KEY) ?? "");
        }
        await work();
        assert.deepEqual(bucket.keys, []);
      });
    });
});
