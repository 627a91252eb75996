import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { NAMESPACE } from "../../infra/key-names.ts";
import { PROJECT } from "../../lib/project.ts";

/** The stack selected by `pulumi stack select` for this project, read from Pulumi's own file: asking Pulumi needs a login. */
export function selectedStack(env: NodeJS.ProcessEnv): string | undefined {
  const home = env.PULUMI_HOME ?? path.join(env.HOME ?? os.homedir(), ".pulumi");
  const hash = createHash("sha1").update(path.join(PROJECT, "Pulumi.yaml")).digest("hex");
  const file = path.join(home, "workspaces", `${NAMESPACE}-${hash}-workspace.json`);
  if (!existsSync(file)) return undefined;
  try {
    const { stack } = JSON.parse(readFileSync(file, "utf8")) as { stack?: unknown };
    return typeof stack === "string" && stack !== "" ? stack : undefined;
  } catch {
    return undefined; // Pulumi rewrites it
  }
}
