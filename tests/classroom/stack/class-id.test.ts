import assert from "node:assert/strict";
import { ClassIdError, giveId, withWrittenId } from "../../../classroom/stack/class-id.ts";
import { classOf } from "../../support/labs.ts";

const UP = {
  ...{ name: "aws-class", environment: "dev", owner: "teacher" },
  ...{ region: "ap-northeast-2", peerRegion: "ap-northeast-1" },
  expires: "2026-12-01T18:00:00+09:00",
};

/** A stack with these outputs, and what is written into its settings. */
function stackOf(outputs: Record<string, Record<string, unknown>>) {
  const written: string[] = [];
  const stack = {
    name: "dev",
    outputs: () => Promise.resolve(outputs),
    set: (key: string, value: string) => {
      written.push(`${key} ${value}`);
      return Promise.resolve();
    },
  };
  return { stack, written };
}

describe("the id of a stack's class", () => {
  it("is made where neither its settings nor its outputs have one", async () => {
    const { stack, written } = stackOf({ class: UP });
    const { id, isWritten } = await giveId(stack, {});
    assert.match(id, /^[a-z2-7]{12}$/);
    assert.deepEqual([isWritten, written], [true, [`id ${id}`]]);
  });

  it("is that of the class that is up, where another checkout made it", async () => {
    const { stack, written } = stackOf({ class: { ...UP, id: "abcdefgh2345" } });
    assert.deepEqual(await giveId(stack, {}), { id: "abcdefgh2345", isWritten: true });
    assert.deepEqual(written, ["id abcdefgh2345"]);
  });

  it("is that of its settings, which stay as they are", async () => {
    for (const up of [[], [["class", { ...UP, id: "abcdefgh2345" }] as const]]) {
      const { stack, written } = stackOf(Object.fromEntries(up));
      const given = await giveId(stack, { "class:id": "abcdefgh2345" });
      assert.deepEqual([given.isWritten, written], [false, []]);
    }
  });

  it("is refused where the class that is up has another one", async () => {
    const { stack } = stackOf({ class: { ...UP, id: "abcdefgh2345" } });
    await assert.rejects(giveId(stack, { "class:id": "zzzzzzzz2345" }), (error) => {
      assert.ok(error instanceof ClassIdError);
      assert.match(error.message, /fix: pulumi config set id abcdefgh2345 --stack dev/);
      return true;
    });
  });

  it("is noted as it was written after the class was planned, so that a killed run is found again", () => {
    const planned = classOf([]);
    assert.equal(withWrittenId(planned, { "class:id": "abcdefgh2345" }).id, "abcdefgh2345");
    assert.equal(withWrittenId(planned, {}), planned);
  });
});
