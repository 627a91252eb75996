import assert from "node:assert/strict";
import { EntryKeeper } from "../../../classroom/record/entry-keeper.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { RecordError } from "../../../classroom/record/stack-record.ts";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

const record = (id: string, name = "aws-class") => ({
  identity: { ...IDENTITY, name },
  ledger: new Ledger([{ type: "t", region: "r", ids: [id] }]),
});

describe("a record of entries", () => {
  const temporary = temporaryFolder();
  const shelf = () => new FolderShelf(temporary.path, temporary.path, "dev");
  const keeper = () => new EntryKeeper(shelf());
  const ids = async () => (await keeper().read())?.ledger.held.flatMap((held) => held.ids).sort();
  const manyIds = Array.from({ length: 30 }, (_, at) => `vol-${at}`).sort();

  it("is none before anything was added, and archiving it changes nothing", async () => {
    assert.equal(await keeper().read(), undefined);
    await keeper().archive();
    assert.deepEqual(await shelf().list(), []);
  });

  it("has all that any machine has added, and the class of the last", async () => {
    await keeper().add(record("vol-1", "first"));
    await new Promise((resolve) => setTimeout(resolve, 2));
    await keeper().add(record("vol-2", "second"));
    assert.deepEqual(await ids(), ["vol-1", "vol-2"]);
    assert.equal((await keeper().read())?.identity?.name, "second");
  });

  it("does not grow with each command, and loses nothing by that", async () => {
    for (const id of manyIds) await keeper().add(record(id));
    assert.ok((await shelf().list()).length <= 9);
    assert.deepEqual(await ids(), manyIds);
  });

  it("loses nothing when several machines add and make it smaller at the same time", async () => {
    await Promise.all(manyIds.map((id) => keeper().add(record(id))));
    const [, , meanwhile] = await Promise.all([keeper().archive(), keeper().archive(), ids()]);
    assert.deepEqual(meanwhile, manyIds);
    assert.deepEqual(await ids(), manyIds);
  });

  it("is read again where another machine has made its entries one meanwhile", async () => {
    const first = shelf();
    for (const id of ["vol-1", "vol-2"]) await keeper().add(record(id));
    let isFirst = true;
    const slow = Object.assign(first, {
      read: async (name: string) => {
        if (isFirst) {
          isFirst = false;
          const before = await shelf().list();
          await keeper().add(record("vol-3"));
          for (const each of before) await shelf().remove(each);
          await keeper().add({ ledger: record("vol-1").ledger.with(record("vol-2").ledger) });
        }
        return shelf().read(name);
      },
    });
    const read = await new EntryKeeper(slow).read();
    assert.deepEqual(read?.ledger.held.flatMap((held) => held.ids).sort(), [
      "vol-1",
      "vol-2",
      "vol-3",
    ]);
  });

  it("is not known where an entry cannot be read", async () => {
    await keeper().add(record("vol-1"));
    await shelf().write("record-2026.json", "{");
    await assert.rejects(keeper().read(), RecordError);
  });

  it("is changed for ever by no other command", async () => {
    const restless = Object.assign(shelf(), {
      list: () => Promise.resolve([`record-${Math.random()}.json`.replace("0.", "0")]),
      read: () => Promise.resolve(undefined),
    });
    await assert.rejects(
      new EntryKeeper(restless).read(),
      /changed by other commands all the time/,
    );
  });
});
