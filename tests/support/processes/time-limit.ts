import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";

/** Loads what every command loads, and says how many milliseconds a processor worked for it. */
const REFERENCE = `
  await import("@pulumi/pulumi");
  const { user, system } = process.cpuUsage();
  console.log((user + system) / 1000);`;

/**
 * Asserts that something takes less time than its limit on a machine with nothing else to do. CI runs test files side by
 * side, so that a right answer may come late: over the limit, a process of the same moment shows by how much the machine
 * is slower, and the limit is that much longer. Processor time alone would not do: it does not see a call that waits.
 */
export function assertWithin(takenMs: number, limitMs: number): void {
  if (takenMs < limitMs) return;
  const slowdown = slowdownNow();
  const said = `${takenMs.toFixed(0)} ms, limit ${limitMs} ms, on a machine ${slowdown.toFixed(1)} times slower`;
  assert.ok(takenMs < limitMs * slowdown, said);
}

/** How long a process takes now for each second in which a processor works for it: 1 on a quiet machine. */
function slowdownNow(): number {
  const start = performance.now();
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ["--input-type=module", "--eval", REFERENCE],
    { cwd: import.meta.dirname, encoding: "utf8" },
  );
  assert.equal(status, 0, stderr);
  return Math.max(1, (performance.now() - start) / Number(stdout));
}
