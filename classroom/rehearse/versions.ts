import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import type { Engine } from "../../engine/engine.ts";
import { PROJECT } from "../../lib/project.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import type { Report } from "../rehearsals/report.ts";

const PACKAGE = z.object({
  version: z.string(),
  dependencies: z.object({ "@pulumi/aws": z.string() }),
});

/** The versions of the tools that a rehearsal uses. */
export async function versionsOf(
  stack: Pick<PulumiStack, "capture">,
  { official }: Pick<Engine, "official">,
): Promise<Report["versions"]> {
  const file = readFileSync(path.join(PROJECT, "package.json"), "utf8");
  const { version, dependencies } = PACKAGE.parse(JSON.parse(file));
  const substitute = official ? "" : " (substitute)";
  return {
    class: version,
    pulumi: `${(await stack.capture(["version"])).trim()}${substitute}`,
    awsProvider: `${dependencies["@pulumi/aws"]}${substitute}`,
    node: process.version,
  };
}
