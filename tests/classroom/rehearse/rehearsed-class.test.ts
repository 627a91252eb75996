import assert from "node:assert/strict";
import { StillUpError } from "../../../classroom/gateway/stack-gate.ts";
import { RehearsedClass } from "../../../classroom/rehearse/rehearsed-class.ts";
import type { Venue } from "../../../classroom/rehearse/venue.ts";
import { Aws } from "../../../aws/clients.ts";
import type { Engine } from "../../../engine/engine.ts";
import { Interrupts } from "../../../lib/interrupts.ts";
import { BEGUN } from "../../support/fakes/fake-rehearsal.ts";
import { FakeStack } from "../../support/fakes/fake-stack.ts";

describe("the class of a rehearsal", () => {
  const interrupts = new Interrupts();
  after(() => {
    interrupts.forget();
  });

  /** A rehearsal in whose stack a volume with this end is up by now. */
  const meanwhile = (expires?: string) => {
    const outputs = { tagsAll: { expires } };
    const stack = new FakeStack([{ type: "aws:ebs/volume:Volume", name: "a", id: "v", outputs }]);
    const done: string[] = [];
    const venue: Venue = {
      engine: {} as Engine,
      stack: stack.pulumi,
      aws: new Aws({ region: BEGUN.region }),
      settings: () => {
        done.push("up");
        throw new Error("it came so far");
      },
      async down({ stillWanted }) {
        await stillWanted?.();
        done.push("down");
        return true;
      },
    };
    const report = () => undefined;
    const rehearsed = new RehearsedClass(venue, BEGUN, { interrupts, verbose: false, report });
    return { rehearsed, done };
  };
  const isRefusal = (error: unknown): boolean =>
    error instanceof StillUpError &&
    error.message.startsWith("Another class than this rehearsal's is running in stack dev (1 ");

  it("is neither changed nor destroyed once another class is up in its stack", async () => {
    const { rehearsed, done } = meanwhile("2026-12-01T09:00:00Z");
    await assert.rejects(rehearsed.up(["a"]), isRefusal);
    await assert.rejects(rehearsed.down(), isRefusal);
    assert.deepEqual(done, []);
  });

  it("is changed and destroyed while it is its own, or nothing says another's", async () => {
    for (const expires of [BEGUN.expires, undefined]) {
      const { rehearsed, done } = meanwhile(expires);
      await assert.rejects(rehearsed.up(["a"]), /it came so far/);
      assert.equal(await rehearsed.down(), true);
      assert.deepEqual(done, ["up", "down"]);
    }
  });
});
