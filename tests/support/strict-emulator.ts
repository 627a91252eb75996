import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { startEmulator } from "../../engine/emulator/emulator.ts";

/** Emulators that are started inside this `describe` refuse what violates AWS's service models. */
export function strictEmulator(): void {
  let restore: () => void;
  before(() => {
    restore = switchOn();
  });
  after(() => {
    restore();
  });
}

/** @returns a function that undoes it */
function switchOn(): () => void {
  const was = process.env.AWS_CLASS_STRICT;
  process.env.AWS_CLASS_STRICT = "1";
  return () => {
    if (was === undefined) delete process.env.AWS_CLASS_STRICT;
    else process.env.AWS_CLASS_STRICT = was;
  };
}

/** `startEmulator`, of an emulator that refuses what violates AWS's service models. */
export async function startStrictEmulator(
  ...start: Parameters<typeof startEmulator>
): ReturnType<typeof startEmulator> {
  const restore = switchOn();
  try {
    return await startEmulator(...start);
  } finally {
    restore();
  }
}

/** All requests at a strict emulator were checked, and keep the models. @param folder with its log */
export function keptModels(folder: string): void {
  const log = path.join(folder, "emulator.log");
  assert.ok(existsSync(log));
  const lines = readFileSync(log, "utf8").split("\n");
  const found = lines.filter((line) => /violates AWS's model|not checked against/.test(line));
  assert.deepEqual([...new Set(found)], []);
}
