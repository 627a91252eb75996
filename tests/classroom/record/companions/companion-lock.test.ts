import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { CompanionLock, holderIn } from "../../../../classroom/record/companions/companion-lock.ts";
import { CompanionStacks } from "../../../../classroom/record/companions/companion-stacks.ts";
import { InUseError } from "../../../../classroom/local/run-lock.ts";
import { FakeCompanions, PROJECT } from "../../../support/fakes/fake-companions.ts";

describe("a command's lock on a backend that only Pulumi writes", () => {
  let backend: FakeCompanions;
  let said: string[];
  beforeEach(() => {
    backend = new FakeCompanions();
    said = [];
  });
  const underLock = (work: () => unknown = () => undefined) =>
    new CompanionLock(new CompanionStacks(backend.stack, "gs://states"), 0).exclusively(
      (line) => said.push(line),
      async () => {
        await work();
      },
    );

  it("is there while the command works, names its process, and is gone afterwards", async () => {
    await underLock(() => {
      const [name = "", ...others] = backend.names;
      assert.equal(holderIn(name)?.pid, process.pid);
      assert.ok(name.length <= 100, name);
      assert.deepEqual(others, []);
    });
    await assert.rejects(
      underLock(() => {
        throw new Error("failed");
      }),
      /^Error: failed$/,
    );
    assert.deepEqual([backend.names, said], [[], []]);
  });

  it("refuses a second command of any machine, which is told whose it is and how to remove it", async () => {
    backend.make("lock.12.0123456789ab.0123456789ab.lab-3.0a1b2c");
    let isDone = false;
    await assert.rejects(
      underLock(() => (isDone = true)),
      (error) => {
        assert.ok(error instanceof InUseError);
        assert.match(
          error.message,
          /^process 12 on lab-3, since 2026-12-01T09:00:01.000Z, is working on this stack/,
        );
        const removal = `npm run pulumi -- stack rm organization/${PROJECT}/lock.12.0123456789ab.0123456789ab.lab-3.0a1b2c --yes`;
        assert.ok(error.message.endsWith(removal), error.message);
        return true;
      },
    );
    assert.equal(isDone, false);
    assert.equal(backend.names.length, 1);
  });

  describe("where another command begins at the same moment", () => {
    let looks: number;
    /** The other command makes its lock before our first look; `at` each look, something happens. */
    function other(name: string, at: (look: number) => void = () => undefined): void {
      looks = 0;
      backend.time = Date.now();
      backend.onCall = (call) => {
        if (call !== "stack ls --json") return;
        if (looks++ === 0) backend.make(name);
        at(looks);
      };
    }
    const [lower, higher] = ["lock.0", "lock.99999999"].map(
      (start) => `${start}.0123456789ab.0123456789ab.lab-3.0a1b2c`,
    ) as [string, string];

    it("gives way to the one that is first in the order of names", async () => {
      other(lower);
      await assert.rejects(underLock(), InUseError);
      assert.deepEqual([looks, backend.names], [1, [lower]]);
    });

    it("works where the other one gives way, and not before", async () => {
      other(higher, (look) => {
        if (look === 3) backend.remove(higher);
      });
      await underLock(() => {
        assert.equal(backend.names.length, 1);
      });
      assert.equal(looks, 3);
    });

    it("does not wait for ever for one that works, nor at all for one that began long ago", async () => {
      other(higher);
      await assert.rejects(underLock(), InUseError);
      assert.equal(looks, 4);
      other(higher);
      backend.time = Date.now() - 3_600_000;
      await assert.rejects(underLock(), InUseError);
      assert.equal(looks, 1);
    });
  });

  it("is given to one command of a process only", async () => {
    await underLock(() => assert.rejects(underLock(), InUseError));
  });

  it("is taken over from a command that was killed on this machine", async () => {
    const { pid } = spawnSync("true");
    await underLock(() => {
      const [own = ""] = backend.names;
      const [, , place] = own.split(".");
      backend.make(`lock.${pid}.${place}.0123456789ab.lab-3.0a1b2c`);
    });
    assert.equal(backend.names.length, 1);
    await underLock(() => {
      assert.equal(backend.names.length, 1);
    });
    assert.deepEqual(backend.names, []);
  });

  it("says that it may stay where it cannot be removed, and hides no error by that", async () => {
    backend.onCall = (call) => {
      if (call.startsWith("stack rm")) throw new Error("no network");
    };
    await assert.rejects(
      underLock(() => {
        throw new Error("failed");
      }),
      /^Error: failed$/,
    );
    assert.match(said.join("\n"), /may stay: no network\n {2}fix: npm run pulumi -- stack rm /);
  });

  it("is none of what else is beside it", () => {
    for (const name of ["record-1", "lock", "lock.x.y", "my-lock.1.a.b.c.d"])
      assert.equal(holderIn(name), undefined);
  });
});
