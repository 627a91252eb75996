import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import path from "node:path";
import { EntryKeeper } from "../../../classroom/record/entry-keeper.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { ShelfKeeper } from "../../../classroom/record/record-keeper.ts";
import { ShelfWithEarlier } from "../../../classroom/record/shelf-with-earlier.ts";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import { InUseError } from "../../../classroom/local/run-lock.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const record = (id: string) => ({ ledger: new Ledger([{ type: "t", region: "r", ids: [id] }]) });

describe("a shelf beside the state, whose files an older version had on this machine", () => {
  const temporary = temporaryFolder();
  const folder = (name: string) =>
    new FolderShelf(path.join(temporary.path, name), temporary.path, "dev");
  const there = () => folder("there");
  const shelfOf = (machine: string) => new ShelfWithEarlier(there(), folder(machine));
  const idsOf = async (machine: string) =>
    (await new EntryKeeper(shelfOf(machine)).read())?.ledger.held
      .flatMap((held) => held.ids)
      .sort();

  beforeEach(async () => {
    for (const machine of ["one", "two"]) {
      const older = new ShelfKeeper(folder(machine));
      await older.add(record(`vol-old-${machine}`));
      await older.archive(new Date("2026-11-01T09:00:00Z"));
      await older.add(record(`vol-${machine}`));
    }
    await folder("one").write("spending.json", "frozen");
  });

  it("has them too, and reading moves none", async () => {
    assert.deepEqual(await idsOf("one"), ["vol-old-one", "vol-one"]);
    assert.equal(await shelfOf("one").read("spending.json"), "frozen");
    assert.deepEqual(await there().list(), []);
  });

  it("has them all after a change on each machine, and the old ones lie aside", async () => {
    for (const machine of ["one", "two"])
      await new EntryKeeper(shelfOf(machine)).add(record(`vol-new-${machine}`));
    const all = ["one", "two"]
      .flatMap((each) => [`vol-${each}`, `vol-new-${each}`, `vol-old-${each}`])
      .sort();
    assert.deepEqual(await idsOf("three"), all);
    assert.equal(await there().read("spending.json"), "frozen");
    for (const name of readdirSync(path.join(temporary.path, "one")))
      assert.match(name, /\.taken-over$/);
  });

  it("keeps what is newer there", async () => {
    await there().write("spending.json", "not frozen");
    await shelfOf("one").write("other.json", "");
    assert.equal(await shelfOf("one").read("spending.json"), "not frozen");
  });

  it("takes over no mark of a close, which its command removes by itself", async () => {
    await folder("one").write("closing-1.json", "{}");
    await shelfOf("one").write("other.json", "");
    assert.ok(!(await there().list()).includes("closing-1.json"));
  });

  it("is locked on both", async () => {
    const silent = () => undefined;
    await folder("one").exclusively(silent, () =>
      assert.rejects(
        shelfOf("one").exclusively(silent, () => Promise.resolve()),
        InUseError,
      ),
    );
  });
});
