import { cpSync, rmSync } from "node:fs";
import path from "node:path";
import { errorMessage } from "../../../lib/errors.ts";
import { readBoot, writeBoot } from "./boot-record.ts";
import { carryOut } from "./carry-out.ts";
import { type Limits, LIMITS } from "../sandbox/limits.ts";
import type { ServerFacts } from "./facts.ts";
import { type Boot, ended, restarted } from "./outcome.ts";
import { sandboxProblem } from "./problem.ts";
import { findBubblewrap } from "../sandbox/sandbox.ts";
import { FileNameError } from "./stage.ts";
import { type FirstBoot, readUserData } from "./user-data.ts";

export interface BootOptions {
  /** @default what a class needs */
  readonly limits?: Limits;
  /** Where to look for bubblewrap. @default this process's environment */
  readonly env?: NodeJS.ProcessEnv;
  /**
   * The server from which its image was created, whose pages, packages and services it starts with. @default none: a new system
   */
  readonly image?: Boot | undefined;
}

/**
 * Runs a server's user data in a sandbox, once: if the folder has the record of a boot, only reads that.
 *
 * @param folder of this server, for its record and pages; created
 * @returns never rejects because of a script
 */
export async function bootServer(
  facts: ServerFacts,
  folder: string,
  { limits = LIMITS, env = process.env, image }: BootOptions = {},
): Promise<Boot> {
  const booted = readBoot(folder);
  if (booted?.instanceId === facts.instanceId) return booted;
  const reason = await sandboxProblem(env);
  if (reason !== undefined) return ended(facts, { how: "not running here", reason });
  const place = { folder, limits, bubblewrap: findBubblewrap(env) ?? "" };
  try {
    const scripts = readUserData(facts.userData ?? "");
    return writeBoot(
      folder,
      await carryOut(facts, scripts, place, image && copied(image, facts, folder)),
    );
  } catch (error) {
    return ended(facts, { how: "refused", reason: errorMessage(error) });
  }
}

/**
 * Runs scripts on a server that has booted, e.g. the hooks of a deployment, or cfn-init after its template has changed. Pages,
 * packages and services are kept; the rest of its disk is not.
 *
 * @throws when the server has not booted
 * @throws FileNameError
 */
export async function runOnServer(
  facts: ServerFacts,
  folder: string,
  scripts: FirstBoot,
  limits: Limits = LIMITS,
  env: NodeJS.ProcessEnv = process.env,
): Promise<Boot> {
  const before = readBoot(folder);
  if (before?.instanceId !== facts.instanceId)
    throw new Error(`${facts.instanceId} has not booted in ${folder}`);
  const place = { folder, limits, bubblewrap: findBubblewrap(env) ?? "" };
  return writeBoot(folder, await carryOut(facts, scripts, place, before));
}

/** The parts that a new server copies from the one of its image. */
function copied(image: Boot, { instanceId }: ServerFacts, folder: string): Boot {
  const boot = { ...restarted(image), instanceId };
  if (image.webRoot === undefined) return boot;
  const webRoot = path.join(folder, "www-b");
  rmSync(webRoot, { recursive: true, force: true });
  cpSync(image.webRoot, webRoot, { recursive: true });
  return { ...boot, webRoot };
}

/**
 * Boots a server again: enabled services run, others do not, and what cloud-init runs at every boot.
 *
 * @returns never rejects because of a script
 */
export async function restartServer(
  facts: ServerFacts,
  folder: string,
  boot: Boot,
  { limits = LIMITS, env = process.env }: Pick<BootOptions, "limits" | "env"> = {},
): Promise<Boot> {
  const before = writeBoot(folder, restarted(boot));
  // User data or template were changed since the first boot, and the server does without them.
  const without = (error: unknown) =>
    writeBoot(folder, { ...before, console: `${errorMessage(error)}\n` });
  let everyBoot: readonly string[];
  try {
    everyBoot = readUserData(facts.userData ?? "").everyBoot ?? [];
  } catch (error) {
    return without(error);
  }
  if (everyBoot.length === 0 && Object.keys(before.perBoot).length === 0) return before;
  const place = { folder, limits, bubblewrap: findBubblewrap(env) ?? "" };
  const scripts = { everyBoot, scripts: [], files: [], notes: [] };
  try {
    return writeBoot(folder, await carryOut(facts, scripts, place, before));
  } catch (error) {
    if (error instanceof FileNameError) return without(error);
    throw error;
  }
}
