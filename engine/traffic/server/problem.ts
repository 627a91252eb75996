import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { errorMessage } from "../../../lib/errors.ts";
import { carryOut } from "./carry-out.ts";
import { LIMITS } from "./facts.ts";
import { findBubblewrap, obstacle } from "./sandbox.ts";

let problem: Promise<string | undefined> | undefined;

/** Why servers do not run on this machine; undefined when they do. Tried once for each process. */
export function sandboxProblem(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const bubblewrap = findBubblewrap(env);
  const reason = obstacle(bubblewrap);
  if (reason !== undefined || bubblewrap === undefined) return Promise.resolve(reason);
  problem ??= tryOut(bubblewrap);
  return problem;
}

/** Boots a server that prints one word. */
async function tryOut(bubblewrap: string): Promise<string | undefined> {
  const none = { imageId: "", instanceType: "", accountId: "", availabilityZone: "" };
  const facts = { ...none, instanceId: "i-0", region: "local", privateIp: "127.0.0.1" };
  const folder = mkdtempSync(path.join(os.tmpdir(), "aws-class-server-"));
  try {
    const scripts = {
      scripts: ["#!/bin/bash\nsystemctl daemon-reload && echo works\n"],
      files: [],
      notes: [],
    };
    const limits = { ...LIMITS, seconds: 10 };
    const { console } = await carryOut(facts, scripts, { folder, limits, bubblewrap });
    if (console.endsWith("works\n")) return undefined;
    return `bubblewrap (${bubblewrap}) makes no sandbox here: ${console.trim() || "it said nothing"}`;
  } catch (error) {
    return `bubblewrap (${bubblewrap}) makes no sandbox here: ${errorMessage(error)}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
