import assert from "node:assert/strict";
import { appendFileSync, rmSync } from "node:fs";
import path from "node:path";
import type { Display } from "../../../../classroom/pulumi/progress/display.ts";
import { followed } from "../../../../classroom/pulumi/progress/follow.ts";
import type { Listener } from "../../../../lib/spawn.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("a command that is followed", () => {
  const folder = temporaryFolder();
  const log = () => path.join(folder.path, "events.json");
  let said: string[];
  let ended: boolean[];
  const display: Display = {
    say: (text) => void said.push(text),
    update: () => undefined,
    end: ({ hasSucceeded }) => void ended.push(hasSucceeded),
  };
  const run = (code: number, work: (listener: Listener) => void, interrupted = false) =>
    followed(log(), { display }, (listener) => {
      work(listener);
      return Promise.resolve({ code, interrupted });
    });
  const note = (...events: readonly unknown[]) => {
    appendFileSync(log(), events.map((event) => `${JSON.stringify(event)}\n`).join(""));
  };
  const ERROR = { diagnosticEvent: { severity: "error", message: "no" } };

  beforeEach(() => {
    [said, ended] = [[], []];
    rmSync(log(), { force: true });
  });

  it("says nothing of what it prints when it succeeds", async () => {
    await run(0, (listen) => {
      listen("stdout", "Updating (local)");
    });
    assert.deepEqual([said, ended], [[], [true]]);
  });

  it("says what it complains of, line by line", async () => {
    await run(0, (listen) => {
      for (const part of ["warning: ol", "d\nerror: lo", "cked"]) listen("stderr", part);
    });
    assert.deepEqual(said, ["warning: old", "error: locked"]);
  });

  it("says all that it has printed when nothing else says why it failed", async () => {
    await run(1, (listen) => {
      listen("stdout", "panic: no\n");
    });
    assert.deepEqual([said, ended], [["panic: no"], [false]]);
  });

  it("and not when an error says so, or the user has interrupted it", async () => {
    await run(1, (listen) => {
      listen("stdout", "Updating (local)");
      note(ERROR);
    });
    assert.deepEqual(said, ["error: no"]);
    rmSync(log());
    await run(
      1,
      (listen) => {
        listen("stdout", "Updating (local)");
      },
      true,
    );
    assert.deepEqual(said, ["error: no"]);
  });

  it("says once what a preview and its update both report", async () => {
    const policyEvent = { policyName: "p", enforcementLevel: "advisory", message: "m" };
    await run(0, () => {
      note({ sequence: 0 }, { policyEvent }, { sequence: 0 }, { policyEvent });
    });
    assert.deepEqual(said, ["[advisory]  p:\n  m"]);
  });
});
