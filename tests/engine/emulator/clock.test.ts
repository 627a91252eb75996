import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import path from "node:path";

const EMULATOR = path.resolve(import.meta.dirname, "../../../engine/emulator");

/** A step that fails as its list says, then succeeds, then is the last one. */
const PROGRAM = `
import threading
from clock import goes_on

ended = threading.Event()
outcomes = [ValueError("a"), ValueError("a"), ValueError("b"), True, ValueError("b"), False]

def step():
    outcome = outcomes.pop(0)
    if not outcomes:
        ended.set()
    if isinstance(outcome, Exception):
        raise outcome
    return outcome

goes_on(step, 0.001)
print(ended.wait(10), outcomes)
`;

describe("what goes on by itself in the emulated AWS", () => {
  it("goes on after an error, which is written once, and again when it is another one", () => {
    const { stdout, stderr } = spawnSync("python3", ["-c", PROGRAM], {
      env: { ...process.env, PYTHONPATH: EMULATOR, PYTHONDONTWRITEBYTECODE: "1" },
      encoding: "utf8",
    });
    assert.equal(stdout, "True []\n", stderr);
    assert.deepEqual(stderr.match(/^ValueError: \w$/gm), [
      ...["ValueError: a", "ValueError: b", "ValueError: b"],
    ]);
  });
});
