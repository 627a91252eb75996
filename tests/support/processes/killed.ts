import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { noteProcess } from "../../../classroom/pulumi/process/noted-processes.ts";

/** The number of a process that was noted as one of Pulumi's that changes a stack, and was killed. */
export async function killedProcess(): Promise<number> {
  const child = spawn("sleep", ["60"]);
  await once(child, "spawn");
  assert.ok(child.pid !== undefined);
  noteProcess(child.pid);
  child.kill("SIGKILL");
  await once(child, "exit");
  return child.pid;
}
