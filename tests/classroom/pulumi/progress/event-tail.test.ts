import assert from "node:assert/strict";
import { appendFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { EventTail } from "../../../../classroom/pulumi/progress/event-tail.ts";
import { temporaryFolder } from "../../../support/temporary-folder.ts";

describe("the events of a log that grows", () => {
  const folder = temporaryFolder();
  const file = () => path.join(folder.path, "events.json");
  const numbers = (tail: EventTail) => tail.read().map(({ sequence }) => sequence);

  it("are none before the engine has begun", () => {
    assert.deepEqual(new EventTail(path.join(folder.path, "none")).read(), []);
  });

  it("are read once each, and only when their line is whole", () => {
    const tail = new EventTail(file());
    writeFileSync(file(), '{"sequence":0}\n{"sequence":1,"errorEvent":{"error":"서');
    assert.deepEqual(numbers(tail), [0]);
    assert.deepEqual(numbers(tail), []);
    appendFileSync(file(), '버"}}\n{"sequence":2}\n');
    assert.deepEqual(tail.read(), [
      { sequence: 1, errorEvent: { error: "서버" } },
      { sequence: 2 },
    ]);
  });

  it("begin anew with the log, after a preview", () => {
    const tail = new EventTail(file());
    writeFileSync(file(), '{"sequence":0}\n{"sequence":1}\n');
    assert.deepEqual(numbers(tail), [0, 1]);
    writeFileSync(file(), '{"sequence":0}\n');
    assert.deepEqual(numbers(tail), [0]);
  });
});
