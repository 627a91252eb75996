import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { WithEarlierRecord } from "../../../classroom/record/earlier-record.ts";
import { Ledger } from "../../../classroom/record/ledger.ts";
import { FakeKeeper, IDENTITY } from "../../support/fakes/fake-stack.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

/** As 0.1.0 wrote it, into .class/ledger/dev.json. */
const EARLIER = { held: [{ type: "aws:ebs/volume:Volume", region: "us-east-1", ids: ["vol-1"] }] };

describe("the record of an older version", () => {
  const temporary = temporaryFolder();
  const file = () => path.join(temporary.path, "ledger", "dev.json");
  const keeper = new FakeKeeper();
  let whole: WithEarlierRecord;
  beforeEach(() => {
    keeper.record = undefined;
    keeper.archived = 0;
    mkdirSync(path.dirname(file()));
    writeFileSync(file(), JSON.stringify(EARLIER, undefined, 1));
    whole = new WithEarlierRecord(keeper, file());
  });
  const idsIn = async () => (await whole.read())?.ledger.held.flatMap(({ ids }) => ids);
  const newer = {
    identity: IDENTITY,
    ledger: new Ledger([{ type: "t", region: "r", ids: ["i-2"], account: "111122223333" }]),
  };

  it("is read, and stays as it is", async () => {
    assert.deepEqual(await idsIn(), ["vol-1"]);
    keeper.record = newer;
    assert.deepEqual(await idsIn(), ["vol-1", "i-2"]);
    assert.deepEqual((await whole.read())?.identity, IDENTITY);
    assert.deepEqual(JSON.parse(readFileSync(file(), "utf8")), EARLIER);
  });

  it("is taken over by the first change, and laid aside", async () => {
    await whole.add(newer);
    assert.deepEqual(
      keeper.ledger.held.flatMap(({ ids }) => ids),
      ["vol-1", "i-2"],
    );
    assert.equal(existsSync(file()), false);
    assert.deepEqual(JSON.parse(readFileSync(`${file()}.taken-over`, "utf8")), EARLIER);
    await whole.add(newer);
    assert.deepEqual(await idsIn(), ["vol-1", "i-2"]);
  });

  it("ends with its class", async () => {
    await whole.archive();
    assert.deepEqual(
      keeper.ledger.held.flatMap(({ ids }) => ids),
      ["vol-1"],
    );
    assert.equal(keeper.archived, 1);
    assert.equal(existsSync(file()), false);
  });

  it("is not empty when it cannot be read", async () => {
    writeFileSync(file(), "{");
    await assert.rejects(
      whole.read(),
      /dev\.json, the record of what the stack has held, cannot be/,
    );
    await assert.rejects(whole.add(newer), /cannot be read/);
    assert.equal(keeper.record, undefined);
  });

  it("does not stand in the way where there is none", async () => {
    const none = new WithEarlierRecord(keeper, path.join(temporary.path, "none.json"));
    assert.equal(await none.read(), undefined);
    await none.archive();
    assert.equal(keeper.archived, 1);
    keeper.lock = "there";
    assert.equal(await none.pulumiLock(), "there");
    assert.equal(none.place, "memory");
    assert.equal(
      await none.exclusively(
        () => undefined,
        () => Promise.resolve(1),
      ),
      1,
    );
  });
});
