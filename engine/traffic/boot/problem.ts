import { mkdtempSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { errorMessage } from "../../../lib/errors.ts";
import { carryOut } from "./carry-out.ts";
import { LIMITS } from "../sandbox/limits.ts";
import { findBubblewrap, obstacle } from "../sandbox/sandbox.ts";

const problems = new Map<string, Promise<string | undefined>>();

/** Why servers do not run on this machine; undefined when they do. Each bubblewrap is tested once. */
export function sandboxProblem(env: NodeJS.ProcessEnv = process.env): Promise<string | undefined> {
  const bubblewrap = findBubblewrap(env);
  const reason = obstacle(bubblewrap);
  if (reason !== undefined || bubblewrap === undefined) return Promise.resolve(reason);
  const problem = problems.get(bubblewrap) ?? tryOut(bubblewrap);
  problems.set(bubblewrap, problem);
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
    return explained(bubblewrap, console.trim() || "it printed nothing");
  } catch (error) {
    return explained(bubblewrap, errorMessage(error));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Error messages of bubblewrap, with their causes. */
const HINTS: readonly [pattern: RegExp, hint: string][] = [
  [/unknown option/i, "version 0.8 or newer is needed"],
  [
    /uid map|RTM_NEWADDR|namespace/i,
    "it may not use user namespaces; on Ubuntu an AppArmor profile for bwrap opens them: https://ubuntu.com/blog/ubuntu-23-10-restricted-unprivileged-user-namespaces",
  ],
];

function explained(bubblewrap: string, cause: string): string {
  const [, hint] = HINTS.find(([pattern]) => pattern.test(cause)) ?? [];
  const what = `bubblewrap (${bubblewrap}) cannot make a sandbox here: ${cause}`;
  return hint === undefined ? what : `${what} (${hint})`;
}
