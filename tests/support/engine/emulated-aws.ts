import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import {
  type Emulator,
  resetEmulator,
  startEmulator,
  stopEmulator,
} from "../../../engine/emulator/emulator.ts";
import { inventory } from "../../../engine/emulator/inventory.ts";
import { strictEmulator } from "../strict-emulator.ts";
import { AwsCalls } from "./aws-calls.ts";

/** The account that the emulator gives to whoever asks. */
export const ACCOUNT = "123456789012";

/** An emulated AWS of the test's own, called as any AWS client would. */
export interface EmulatedAws {
  /** Calls AWS, see AwsCalls. */
  readonly aws: (...call: Parameters<AwsCalls["call"]>) => Promise<unknown>;
  /** The same, for what must be a text. */
  readonly awsText: (...call: Parameters<AwsCalls["call"]>) => Promise<string>;
  /** A name of its own for each test, for a reset takes seconds. */
  readonly unique: (stem: string) => string;
  /** What the emulator's inventory has of a name. */
  readonly left: (name: string) => Promise<string[]>;
  readonly endpoint: () => string;
  /** Resets the emulator. @param lists calls and what of their answers must be empty then, as everything else */
  readonly forgets: (
    lists?: readonly (readonly [Parameters<AwsCalls["call"]>[0], string])[],
  ) => Promise<void>;
}

/**
 * Call it inside `describe`; the emulator is there in each `it`.
 *
 * @param isStrict whether it refuses what violates AWS's service models
 */
export function emulatedAws(isStrict = true): EmulatedAws {
  if (isStrict) strictEmulator();
  let folder: string;
  let emulator: Emulator;
  let calls: AwsCalls;
  let count = 0;

  before(async () => {
    folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-emulator-"));
    ({ emulator } = await startEmulator(folder, () => undefined));
    calls = await AwsCalls.start(emulator.endpoint);
  });
  after(async () => {
    await calls.stop();
    await stopEmulator(folder);
    rmSync(folder, { recursive: true });
  });

  const aws: EmulatedAws["aws"] = (...call) => calls.call(...call);
  return {
    aws,
    async awsText(...call) {
      const value = await aws(...call);
      assert.ok(typeof value === "string", `${call[0]} has no ${call[2] ?? "@"}`);
      return value;
    },
    unique: (stem) => `${stem}-${++count}`,
    left: async (name) => (await inventory(emulator)).filter((line) => line.includes(name)),
    endpoint: () => emulator.endpoint,
    async forgets(lists = []) {
      assert.notDeepEqual(await inventory(emulator), []);
      emulator = await resetEmulator(emulator);
      assert.deepEqual(await inventory(emulator), []);
      for (const [call, list] of lists) assert.deepEqual(await aws(call, {}, list), [], call);
    },
  };
}
