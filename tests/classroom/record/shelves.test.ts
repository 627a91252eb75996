import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { BucketShelf } from "../../../classroom/record/bucket-shelf.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { ShelfKeeper } from "../../../classroom/record/record-keeper.ts";
import { type EditableShelf, FolderShelf } from "../../../classroom/record/shelf.ts";
import { FakeBucket } from "../../support/fakes/fake-bucket.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const NOW = new Date("2026-11-25T09:00:00.500Z");
const record = (id: string) => ({
  identity: IDENTITY,
  ledger: new Ledger([{ type: "t", region: "r", ids: [id] }]),
});

describe("where records lie", () => {
  const temporary = temporaryFolder();
  let bucket: FakeBucket;
  beforeEach(() => {
    bucket = new FakeBucket();
  });
  const shelves: Readonly<Record<string, () => EditableShelf>> = {
    "a folder": () => new FolderShelf(path.join(temporary.path, "dev"), temporary.path, "dev"),
    "a bucket": () => new BucketShelf(bucket.s3, "states", "", "dev"),
  };

  for (const [where, shelf] of Object.entries(shelves)) {
    it(`is empty at first: ${where}`, async () => {
      assert.deepEqual(await shelf().list(), []);
      assert.equal(await shelf().read("a.json"), undefined);
      await new ShelfKeeper(shelf()).archive(NOW);
      assert.deepEqual(await shelf().list(), []);
    });

    it(`lists the names in order, and moves what is renamed: ${where}`, async () => {
      for (const name of ["b.json", "c.json", "a.json"]) await shelf().write(name, `in ${name}`);
      await shelf().rename("b.json", "z.json");
      assert.deepEqual(await shelf().list(), ["a.json", "c.json", "z.json"]);
      assert.equal(await shelf().read("z.json"), "in b.json");
      assert.equal(await shelf().read("b.json"), undefined);
    });

    it(`loses what is removed, once or twice: ${where}`, async () => {
      for (const name of ["a.json", "b.json"]) await shelf().write(name, "");
      for (let times = 0; times < 2; times++) await shelf().remove("a.json");
      assert.deepEqual(await shelf().list(), ["b.json"]);
    });

    it(`has the record of a class that has ended beside that of the next: ${where}`, async () => {
      const keeper = new ShelfKeeper(shelf());
      assert.equal(keeper.place, shelf().place);
      await keeper.add(record("vol-1"));
      await keeper.archive(NOW);
      const ended = "record-2026-11-25T09-00-00-500Z.json";
      assert.deepEqual(await shelf().list(), [ended]);
      await keeper.add(record("vol-2"));
      assert.deepEqual(await shelf().list(), [ended, "record.json"]);
      const { ledger } = (await keeper.read()) ?? record("none");
      assert.deepEqual(
        ledger.held.flatMap(({ ids }) => ids),
        ["vol-1", "vol-2"],
      );
    });

    it(`has no record in files of other names: ${where}`, async () => {
      for (const name of ["my-record.json", "record.json.old", "record-.json", "records.json"])
        await shelf().write(name, "not a record");
      assert.equal(await new ShelfKeeper(shelf()).read(), undefined);
    });
  }

  it("keeps its lists in order whatever the file system says", async () => {
    mkdirSync(path.join(temporary.path, "dev"));
    for (const name of ["2", "10", "1"]) writeFileSync(path.join(temporary.path, "dev", name), "");
    assert.deepEqual(await shelves["a folder"]?.().list(), ["1", "10", "2"]);
  });

  it("is not empty where reading one file is refused", async () => {
    bucket.refuse = "AccessDenied";
    await assert.rejects(async () => shelves["a bucket"]?.().read("record.json"), /AccessDenied/);
  });

  describe("in a bucket that two machines change at the same time", () => {
    const shelf = () => new BucketShelf(bucket.s3, "states", "", "dev");
    const add = (id: string) => new ShelfKeeper(shelf()).add(record(id));
    const ids = async () =>
      (await new ShelfKeeper(shelf()).read())?.ledger.held.flatMap((each) => each.ids).sort();

    it("lose nothing of either", async () => {
      await Promise.all(["vol-1", "vol-2", "vol-3"].map(add));
      assert.deepEqual(await ids(), ["vol-1", "vol-2", "vol-3"]);
      await Promise.all(["vol-4", "vol-5"].map(add));
      assert.equal((await ids())?.length, 5);
    });

    for (const conditions of ["ignored", "refused"] as const)
      it(`are changed all the same where conditional requests are ${conditions}`, async () => {
        bucket.conditions = conditions;
        await add("vol-1");
        await add("vol-2");
        assert.deepEqual(await ids(), ["vol-1", "vol-2"]);
      });

    it("are not changed for ever", async () => {
      let count = 0;
      bucket.onWrite = (key) => {
        bucket.put(key, String(count++));
      };
      await assert.rejects(
        shelf().change("a.json", () => "mine"),
        /s3:\/\/states\/.aws-class\/dev\/a.json is changed by other commands/,
      );
      assert.equal(count, 10);
    });

    it("lose nothing when both lay the record aside", async () => {
      await add("vol-1");
      await new ShelfKeeper(shelf()).archive(NOW);
      await shelf().rename("record.json", "record-2.json");
      assert.deepEqual(await shelf().list(), ["record-2026-11-25T09-00-00-500Z.json"]);
    });
  });
});
