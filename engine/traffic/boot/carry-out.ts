import { mkdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { fingerprint } from "../../cache.ts";
import type { Limits } from "../sandbox/limits.ts";
import type { ServerFacts } from "./facts.ts";
import { privateName } from "./metadata.ts";
import { type Boot, ended, type Outcome, type WebServer } from "./outcome.ts";
import { follow, type Run } from "./run.ts";
import { sandboxUser, startSandbox } from "../sandbox/sandbox.ts";
import { deviceNames, fillStage } from "./stage.ts";
import type { FirstBoot } from "./user-data.ts";

export interface Place {
  /** The server's folder; created. */
  readonly folder: string;
  readonly limits: Limits;
  readonly bubblewrap: string;
}

/** Where what the scripts of a server's folder need is staged: in the temporary folder, which every user can access. */
export const stageOf = (folder: string): string =>
  path.join(os.tmpdir(), `aws-class-stage-${fingerprint(path.resolve(folder))}`);

/**
 * Runs scripts on a server, new or in its last state. If a limit stops them, an existing server keeps its last state, and a new
 * one serves nothing.
 *
 * @throws when the sandbox cannot be started
 * @throws FileNameError
 */
export async function carryOut(
  facts: ServerFacts,
  scripts: FirstBoot,
  { folder, limits, bubblewrap }: Place,
  before?: Boot,
): Promise<Boot> {
  const stage = stageOf(folder);
  // Never the folder that is being served in the meantime.
  const served = before?.webRoot && path.basename(before.webRoot);
  const pages = path.join(folder, served === "www-a" ? "www-b" : "www-a");
  let complete = false;
  try {
    // By this folder, the stage of a killed process is found.
    mkdirSync(folder, { recursive: true });
    rmSync(stage, { recursive: true, force: true });
    mkdirSync(stage, { mode: 0o700 });
    fillStage(stage, { facts, scripts, before }, sandboxUser());
    rmSync(pages, { recursive: true, force: true });
    mkdirSync(pages, { recursive: true });
    const { seconds, processes, memoryMiB, diskMiB } = limits;
    const args = [seconds, processes, memoryMiB * 1024, diskMiB * 1024].map(String);
    const sandbox = startSandbox(bubblewrap, {
      stage,
      hostname: privateName(facts),
      diskMiB,
      devices: deviceNames(facts),
      command: ["/usr/bin/nice", "-n", "19", "/bin/bash", "/opt/class/first-boot.sh", ...args],
    });
    sandbox.input.end();
    const run = await follow(sandbox, pages, limits);
    complete = run.report.complete;
    const after = afterRun(facts, run, scripts.notes, before);
    return complete ? { ...after, webRoot: pages } : after;
  } finally {
    rmSync(stage, { recursive: true, force: true });
    if (!complete) rmSync(pages, { recursive: true, force: true });
  }
}

function afterRun(
  facts: ServerFacts,
  { report, limit, code, console }: Run,
  notes: readonly string[],
  before: Boot | undefined,
): Boot {
  const exitCode = report.complete ? report.exitCode : (code ?? 137) || 1;
  const outcome: Outcome =
    limit !== undefined
      ? { how: "limit", limit }
      : exitCode === 0
        ? { how: "ok" }
        : { how: "failed", exitCode };
  const { active, enabled, packages, denied } = report;
  return {
    ...(before ?? ended(facts, outcome)),
    outcome,
    console: [...notes.map((note) => `${note}\n`), console].join(""),
    logs: Object.fromEntries(report.logs),
    ...(report.complete && {
      ...{ active, enabled, packages, denied, perBoot: Object.fromEntries(report.perBoot) },
      webServer: web(active),
      enabledWebServer: web(enabled),
    }),
  };
}

const web = (services: readonly string[]): WebServer | undefined =>
  (["httpd", "nginx"] as const).find((name) => services.includes(name));
