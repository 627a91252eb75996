import assert from "node:assert/strict";
import { Trials } from "../../../classroom/readiness/trials.ts";
import { awsError } from "../../support/fake-place.ts";

const trials = (lines: string[] = []) =>
  new Trials({
    tags: { "class-id": "own" },
    report: (line) => lines.push(line),
    limitMs: 60,
    pauseMs: 5,
  });

describe("a try", () => {
  it("removes what was made, the last first, and asks until it is gone", async () => {
    const removed: string[] = [];
    const left = { network: 2, server: 3 };
    const tried = trials();
    const remove = (what: keyof typeof left) => () => {
      removed.push(what);
      left[what] -= 1;
      return Promise.resolve(left[what] > 0);
    };
    await tried.run((trial) => {
      trial.making("network", remove("network"));
      trial.making("server", remove("server"));
    });
    assert.deepEqual(removed, ["server", "server", "server", "network", "network"]);
    assert.deepEqual(tried.left, []);
  });

  it("removes what was made before an error, which it passes on", async () => {
    let removed = false;
    const tried = trials().run((trial) => {
      trial.making("server", () => {
        removed = true;
        return Promise.reject(awsError("InvalidInstanceID.NotFound"));
      });
      throw awsError("InsufficientInstanceCapacity");
    });
    await assert.rejects(tried, { name: "InsufficientInstanceCapacity" });
    assert.ok(removed);
  });

  it("removes what was made when it is interrupted", async () => {
    let removed = false;
    const tried = trials().run((trial) => {
      trial.making("server", () => {
        removed = true;
        return Promise.resolve(false);
      });
      setTimeout(() => process.emit("SIGINT"), 5);
      return new Promise(() => undefined);
    });
    await assert.rejects(tried, /interrupted/);
    assert.ok(removed);
  });

  it("waits for what is still in use, and names what stays", async () => {
    const tried = trials();
    await tried.run((trial) => {
      trial.making("VPC", () => Promise.reject(awsError("DependencyViolation", "has a server")));
      trial.making("server", () => Promise.reject(awsError("UnauthorizedOperation", "not yours")));
    });
    assert.deepEqual(tried.left, [
      "server: UnauthorizedOperation: not yours",
      "VPC: DependencyViolation: has a server",
    ]);
  });

  it("gives each run a name of its own, and the class's tags", async () => {
    const names = new Set<string>();
    for (let run = 0; run < 3; run++)
      await trials().run(({ name, tags }) => {
        assert.equal(tags["class-id"], "own");
        names.add(name);
      });
    assert.equal(names.size, 3);
  });
});
