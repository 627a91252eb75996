import assert from "node:assert/strict";
import { Slots } from "../../../../engine/traffic/servers/slots.ts";

describe("slots", () => {
  it("let so many run side by side, the others in their turn, also after a failure", async () => {
    const slots = new Slots(2);
    const begun: number[] = [];
    const ends: (() => void)[] = [];
    const works = [0, 1, 2, 3].map((number) =>
      slots.run(async () => {
        begun.push(number);
        await new Promise<void>((resolve, reject) => {
          ends[number] = () => {
            if (number === 0) reject(new Error("0"));
            else resolve();
          };
        });
        return number;
      }),
    );
    const settled = Promise.allSettled(works);
    assert.deepEqual(begun, [0, 1]);
    ends[0]?.();
    await assert.rejects(works[0] ?? Promise.resolve(), /0/);
    assert.deepEqual(begun, [0, 1, 2]);
    ends[2]?.();
    await works[2];
    ends[1]?.();
    ends[3]?.();
    const results = (await settled).map((each) => each.status);
    assert.deepEqual(results, ["rejected", "fulfilled", "fulfilled", "fulfilled"]);
  });
});
