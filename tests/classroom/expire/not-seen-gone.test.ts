import assert from "node:assert/strict";
import path from "node:path";
import { type EmptyStack, reportNotSeenGone } from "../../../classroom/expire/not-seen-gone.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { ShelfKeeper } from "../../../classroom/record/record-keeper.ts";
import { FolderShelf } from "../../../classroom/record/shelf.ts";
import { IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("stacks without resources that were not seen to be gone", () => {
  const temporary = temporaryFolder();
  const told = async (...empty: EmptyStack[]) => {
    const lines: string[] = [];
    const count = await reportNotSeenGone(empty, (line) => lines.push(line));
    assert.equal(count, lines.length);
    return lines;
  };
  const withRecord = (isOpen: boolean, rest: Partial<EmptyStack> = {}): EmptyStack => ({
    ...{ name: "dev", ...rest },
    isOpen: () => Promise.resolve(isOpen),
  });

  it("are those whose record was not archived", async () => {
    const shelf = new FolderShelf(path.join(temporary.path, "dev"), temporary.path, "dev");
    const keeper = new ShelfKeeper(shelf);
    const dev = { name: "dev", isOpen: () => keeper.isOpen() };
    assert.deepEqual(await told(dev), []);
    await keeper.add({ identity: IDENTITY, ledger: new Ledger([]) });
    assert.deepEqual(await told(dev), [
      "Stack dev has no resources, but no search has confirmed that nothing is left over. To search again: npm run down -- --stack dev",
    ]);
    await keeper.archive();
    assert.deepEqual(await told(dev), []);
  });

  it("are told with the command for a student's", async () => {
    assert.deepEqual(await told(withRecord(true, { name: "dev-s01", ofClass: "dev" })), [
      "Stack dev-s01 has no resources, but no search has confirmed that nothing is left over. To search again: npm run class -- close --class dev --only s01",
    ]);
  });

  it("are those whose record cannot be read, too; the others are told nevertheless", async () => {
    const unread = { name: "prod", isOpen: () => Promise.reject(new Error("access denied")) };
    assert.deepEqual(await told(unread, withRecord(false), withRecord(true)), [
      "The record of stack prod cannot be read: access denied",
      "Stack dev has no resources, but no search has confirmed that nothing is left over. To search again: npm run down -- --stack dev",
    ]);
  });
});
