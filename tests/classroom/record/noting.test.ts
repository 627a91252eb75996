import assert from "node:assert/strict";
import { noting } from "../../../classroom/record/noting.ts";
import type { ClassConfig } from "../../../infra/config.ts";
import { FakeKeeper, FakeStack, IDENTITY } from "../../support/fakes/fake-stack.ts";

const CONFIG = { ...IDENTITY, stack: "dev", labs: [] } as unknown as ClassConfig;
const volume = (id: string) => ({ type: "aws:ebs/volume:Volume", name: id, id });

describe("noting what a change of a stack takes away and makes", () => {
  const note = async (work: (stack: FakeStack) => Promise<unknown>) => {
    const keeper = new FakeKeeper();
    const stack = new FakeStack([volume("vol-before")]);
    const find = () => Promise.resolve(keeper);
    const done = await noting(stack.pulumi, CONFIG, () => work(stack), { find }).catch(String);
    return { done, keeper, ids: keeper.ledger.held.flatMap(({ ids }) => ids) };
  };

  it("knows what was there before and what is there afterwards, and whose it is", async () => {
    const { done, keeper, ids } = await note((stack) => {
      stack.resources = [volume("vol-after")];
      return Promise.resolve("done");
    });
    assert.deepEqual([done, ids], ["done", ["vol-before", "vol-after"]]);
    assert.deepEqual(keeper.record?.identity, IDENTITY);
    assert.deepEqual(
      keeper.ledger.held.map(({ region }) => region),
      [IDENTITY.region, IDENTITY.region],
    );
  });

  it("knows what a change has made that failed", async () => {
    const { done, ids } = await note((stack) => {
      stack.resources = [volume("vol-half")];
      return Promise.reject(new Error("AWS refused"));
    });
    assert.deepEqual([done, ids], ["Error: AWS refused", ["vol-before", "vol-half"]]);
  });

  it("changes nothing where what the stack holds cannot be noted", async () => {
    const keeper = new FakeKeeper();
    keeper.add = () => Promise.reject(new Error("the disk is full"));
    let done = false;
    const work = () => {
      done = true;
      return Promise.resolve();
    };
    const find = () => Promise.resolve(keeper);
    await assert.rejects(noting(new FakeStack().pulumi, CONFIG, work, { find }), /disk is full/);
    assert.equal(done, false);
  });
});
