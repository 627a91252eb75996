import assert from "node:assert/strict";
import { deleteLeftovers, untilClean } from "../../../classroom/search/deleting.ts";
import type { Look } from "../../../classroom/search/find-leftovers.ts";
import type { Leftover } from "../../../classroom/search/leftover.ts";

const silent = () => undefined;
const error = (name: string) => Object.assign(new Error("AWS says so"), { name });

/** An account in which things can be deleted; `errors` are thrown first, one after the other. */
class Account {
  readonly things = new Map<string, Leftover>();
  readonly log: string[] = [];

  add(id: string, order: number, ...errors: Error[]): this {
    const remove = () => {
      this.log.push(id);
      const next = errors.shift();
      if (next) return Promise.reject(next);
      this.things.delete(id);
      return Promise.resolve();
    };
    this.things.set(id, {
      kind: "thing",
      id,
      region: "r",
      why: "tagged",
      order,
      going: false,
      remove,
    });
    return this;
  }

  look(): Promise<Look> {
    return Promise.resolve({ found: [...this.things.values()], unseen: [] });
  }

  /** What becomes of it, with the pauses that were made. */
  async clean(patienceSeconds = 1000) {
    const pauses: number[] = [];
    const end = await untilClean(() => this.look(), {
      deleting: true,
      report: silent,
      patienceSeconds,
      sleep: (seconds) => Promise.resolve(pauses.push(seconds)),
      now: () => pauses.reduce((sum, pause) => sum + pause, 0),
    });
    return { ...end, pauses };
  }
}

describe("deleting leftovers", () => {
  it("goes in order, wherever they were found", async () => {
    const account = new Account().add("vpc", 2).add("instance", 0).add("subnet", 1);
    await deleteLeftovers((await account.look()).found, silent);
    assert.deepEqual(account.log, ["instance", "subnet", "vpc"]);
  });

  it("leaves alone what is on its way", async () => {
    const account = new Account().add("nat", 0);
    const going = { ...account.things.get("nat"), going: true } as Leftover;
    assert.deepEqual(await deleteLeftovers([going], silent), []);
    assert.deepEqual(account.log, []);
  });

  it("has the next look tell whether something that AWS no longer knows is gone", async () => {
    const { clean } = await new Account().add("volume", 0, error("InvalidVolume.NotFound")).clean();
    assert.equal(clean, true);
  });

  it("is clean only after two looks in a row that find nothing", async () => {
    const { clean, pauses } = await new Account().clean();
    assert.deepEqual([clean, pauses.length], [true, 1]);
  });

  it("tries again what others keep, what AWS is too busy for and what fails on AWS's side", async () => {
    const busy = Object.assign(error("Oops"), { $metadata: { httpStatusCode: 503 } });
    const account = new Account()
      .add("vpc", 1, error("DependencyViolation"), error("DependencyViolation"))
      .add("role", 1, error("ThrottlingException"), error("DeleteConflictException"))
      .add("bucket", 1, busy);
    const { clean, pauses } = await account.clean();
    assert.equal(clean, true);
    assert.deepEqual(
      pauses,
      [...pauses].sort((a, b) => a - b),
    );
  });

  it("ends at once when nothing but refusals is left, and says them", async () => {
    const denied = Array.from({ length: 9 }, () => error("AccessDenied"));
    const { clean, stuck, pauses } = await new Account().add("key", 0, ...denied).clean();
    assert.deepEqual([clean, pauses], [false, []]);
    assert.deepEqual(
      stuck.map(({ reason }) => reason),
      ["AccessDenied: AWS says so"],
    );
  });

  it("ends when its patience does", async () => {
    const kept = Array.from({ length: 99 }, () => error("DependencyViolation"));
    const { clean, found } = await new Account().add("vpc", 0, ...kept).clean(60);
    assert.deepEqual([clean, found.length], [false, 1]);
  });

  it("waits for what is being deleted, even when it deletes nothing itself", async () => {
    const account = new Account().add("nat", 0);
    const going = { ...account.things.get("nat"), going: true } as Leftover;
    account.things.set("nat", going);
    const sleep = () => {
      account.things.clear();
      return Promise.resolve();
    };
    const { clean } = await untilClean(() => account.look(), { report: silent, sleep });
    assert.equal(clean, true);
  });

  it("says that a place does not answer, and does not wait for it long", async () => {
    const unseen = { kind: "volume", region: "r", reason: "TimeoutError", passing: true };
    const look = () => Promise.resolve({ found: [], unseen: [unseen] });
    let seconds = 0;
    const lines: string[] = [];
    const { clean } = await untilClean(look, {
      report: (line) => void lines.push(line),
      sleep: (pause) => Promise.resolve((seconds += pause)),
      now: () => seconds,
    });
    assert.equal(clean, false);
    assert.ok(seconds >= 180 && seconds <= 240, `${seconds} s`);
    assert.equal(
      lines[0],
      "  1 search failed (volume in r: TimeoutError); looking again in 2 s, for 180 s at most",
    );
  });

  it("is not clean when something could not be looked at", async () => {
    const unseen = { kind: "volume", region: "r", reason: "AccessDenied: no", passing: false };
    const look = () => Promise.resolve({ found: [], unseen: [unseen] });
    const end = await untilClean(look, { report: silent, sleep: () => Promise.resolve() });
    assert.deepEqual([end.clean, end.unseen], [false, [unseen]]);
  });
});
