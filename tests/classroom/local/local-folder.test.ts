import assert from "node:assert/strict";
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import { LocalFolder } from "../../../classroom/local/local-folder.ts";
import { temporaryFolder } from "../../support/temporary-folder.ts";

describe("LocalFolder", () => {
  const temporary = temporaryFolder();
  const withRecord = (content: string): LocalFolder => {
    const folder = new LocalFolder(temporary.path);
    const stacks = path.join(folder.state, ".pulumi/stacks/class");
    mkdirSync(stacks, { recursive: true });
    writeFileSync(path.join(stacks, "local.json"), content);
    return folder;
  };
  const record = (pending: unknown[]) =>
    JSON.stringify({ checkpoint: { latest: { pending_operations: pending } } });

  it("knows a stack that never was", () => {
    assert.equal(new LocalFolder(temporary.path).condition(), "absent");
  });

  it("knows a run that ended well", () => {
    assert.equal(withRecord(record([])).condition(), "sound");
  });

  it("knows a run that was killed in the middle of an operation", () => {
    assert.equal(withRecord(record([{ type: "creating" }])).condition(), "interrupted");
  });

  it("doubts a record that looks sound when a change to it was cut off", () => {
    const folder = withRecord(record([]));
    folder.watch.changeBegins();
    assert.equal(folder.condition(), "interrupted");
    folder.watch.changeEnds();
    assert.equal(folder.condition(), "sound");
  });

  it("knows a record that was never finished", () => {
    assert.equal(withRecord('{"checkpoint":').condition(), "unreadable");
  });

  it("forgets the stack and the emulator's memory together", () => {
    const folder = withRecord(record([]));
    folder.remember("one");
    folder.dropState();
    assert.deepEqual([folder.condition(), folder.memory()], ["absent", undefined]);
  });

  it("takes the lock of a killed run and leaves the record", () => {
    const folder = withRecord(record([]));
    const locks = path.join(folder.state, ".pulumi/locks/class/local");
    mkdirSync(locks, { recursive: true });
    folder.unlock();
    assert.deepEqual([existsSync(locks), folder.condition()], [false, "sound"]);
  });
});
