import assert from "node:assert/strict";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { InUseError } from "../../../classroom/local/run-lock.ts";
import { type RecordKeeper, ShelfKeeper } from "../../../classroom/record/record-keeper.ts";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import { RecordError } from "../../../classroom/record/stack-record.ts";
import { FakeBucket } from "../../support/fakes/fake-bucket.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const ledger = (id: string) => new Ledger([{ type: "t", region: "r", ids: [id] }]);
const ids = async (keeper: RecordKeeper) =>
  (await keeper.read())?.ledger.held.flatMap((held) => held.ids);
const silent = () => undefined;

describe("the record of a stack", () => {
  const temporary = temporaryFolder();
  let bucket: FakeBucket;
  beforeEach(() => {
    bucket = new FakeBucket();
  });

  const state = () => path.join(temporary.path, "state");
  const inFolder = (stack = "dev") =>
    new ShelfKeeper(new FolderShelf(path.join(state(), ".aws-class", stack), state(), stack));
  const inBucket = (stack = "dev") =>
    new ShelfKeeper(new BucketShelf(bucket.s3, "states", "school/", stack));

  for (const [where, keeperOf] of [
    ["a folder", inFolder],
    ["a bucket", inBucket],
  ] as const)
    describe(`in ${where}`, () => {
      it("is none before anything was noted, and reading makes none", async () => {
        assert.equal(await keeperOf().read(), undefined);
        assert.deepEqual(bucket.keys, []);
        assert.throws(() => readdirSync(state()));
      });

      it("keeps what the stack has ever held, once, whoever reads it, and whose class it is", async () => {
        for (const id of ["vol-1", "vol-2", "vol-1"]) await keeperOf().add({ ledger: ledger(id) });
        await keeperOf().add({ identity: IDENTITY, ledger: new Ledger([]) });
        await keeperOf().add({ ledger: new Ledger([]) });
        assert.deepEqual(await ids(keeperOf()), ["vol-1", "vol-2"]);
        assert.deepEqual((await keeperOf().read())?.identity, IDENTITY);
      });

      it("keeps stacks apart", async () => {
        await keeperOf("dev").add({ ledger: ledger("vol-1") });
        assert.equal(await keeperOf("prod").read(), undefined);
      });

      it("is laid aside when the class has ended, still read, and never erased", async () => {
        await keeperOf().add({ identity: IDENTITY, ledger: ledger("vol-1") });
        await keeperOf().archive(new Date("2026-11-25T09:00:00Z"));
        await keeperOf().archive();
        const next = { ...IDENTITY, id: "zzzzzzzz2345" };
        await keeperOf().add({ identity: next, ledger: ledger("vol-2") });
        assert.deepEqual(await ids(keeperOf()), ["vol-1", "vol-2"]);
        assert.equal((await keeperOf().read())?.identity?.id, "zzzzzzzz2345");
      });

      it("is locked for the whole of a command: a second one is refused", async () => {
        const keeper = keeperOf();
        const result = await keeper.exclusively(silent, async () => {
          if (where === "a bucket")
            await assert.rejects(
              keeperOf().exclusively(silent, () => assert.fail()),
              (error) => {
                assert.ok(error instanceof InUseError);
                assert.match(
                  error.message,
                  /^process \d+ on .*if it was killed: aws s3 rm s3:\/\/states\/school\/.aws-class\/dev\/lock/,
                );
                return true;
              },
            );
          return 1;
        });
        assert.equal(result, 1);
        await assert.rejects(keeper.exclusively(silent, () => Promise.reject(new Error("broken"))));
        assert.equal(await keeperOf().exclusively(silent, () => Promise.resolve(2)), 2);
      });

      it("shows who holds Pulumi's lock", async () => {
        assert.equal(await keeperOf().pulumiLock(), undefined);
        const folder = path.join(state(), ".pulumi/locks/organization/class/dev");
        mkdirSync(folder, { recursive: true });
        assert.equal(await keeperOf().pulumiLock(), undefined);
        writeFileSync(path.join(folder, "1.json"), "{}");
        const key = "school/.pulumi/locks/organization/class/dev/1.json";
        bucket.put(key, "{}");
        const lock = await keeperOf().pulumiLock();
        assert.equal(lock, where === "a bucket" ? `s3://states/${key}` : folder);
        assert.equal(await keeperOf("de").pulumiLock(), undefined);
      });
    });

  it("does not take a broken file for an empty one, in whatever place", async () => {
    mkdirSync(path.join(state(), ".aws-class/dev"), { recursive: true });
    writeFileSync(path.join(state(), ".aws-class/dev/record-2026.json"), '{"held": [');
    await assert.rejects(inFolder().read(), (error) => {
      assert.ok(error instanceof RecordError);
      assert.match(error.message, /record-2026.json, .*Nothing is deleted without it/);
      return true;
    });
  });

  it("does not look at what else lies there", async () => {
    mkdirSync(path.join(state(), ".aws-class/dev"), { recursive: true });
    writeFileSync(path.join(state(), ".aws-class/dev/run.json"), "not a record");
    assert.equal(await inFolder().read(), undefined);
  });

  it("is not empty where the bucket refuses to be read", async () => {
    bucket.refuse = "AccessDenied";
    await assert.rejects(inBucket().read(), /AccessDenied/);
    await assert.rejects(inBucket().add({ ledger: ledger("vol-1") }), /AccessDenied/);
    await assert.rejects(
      inBucket().exclusively(silent, () => assert.fail()),
      /AccessDenied/,
    );
    await assert.rejects(inBucket().pulumiLock(), /AccessDenied/);
  });
});
