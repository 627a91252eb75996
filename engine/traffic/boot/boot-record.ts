import { readFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { writeWhole } from "../../../lib/files.ts";
import { type Boot, ended } from "./outcome.ts";

const NAME = "boot.json";

const NAMES = z.array(z.string()).default([]);
const TEXTS = z.record(z.string(), z.string()).default({});
const WEB_SERVER = z.enum(["httpd", "nginx"]).optional();

/** A boot as it is written down. Of an older version's record, what it does not have yet is as on a new server. */
const RECORD = z.object({
  instanceId: z.string(),
  outcome: z.discriminatedUnion("how", [
    z.object({ how: z.literal("ok") }),
    z.object({ how: z.literal("failed"), exitCode: z.number() }),
    z.object({
      how: z.literal("limit"),
      limit: z.enum(["time", "processes", "memory", "locks", "disk", "output", "web root"]),
    }),
    z.object({ how: z.enum(["refused", "not running here"]), reason: z.string() }),
  ]),
  webServer: WEB_SERVER,
  enabledWebServer: WEB_SERVER,
  active: NAMES,
  enabled: NAMES,
  packages: NAMES,
  webRoot: z.string().optional(),
  denied: NAMES,
  perBoot: TEXTS,
  console: z.string().default(""),
  logs: TEXTS,
});

/** Notes a server's boot in its folder. */
export function writeBoot(folder: string, boot: Boot): Boot {
  writeWhole(path.join(folder, NAME), JSON.stringify(boot));
  return boot;
}

/** A server's boot from its folder; undefined when it has not booted, or its record is not valid. */
export function readBoot(folder: string): Boot | undefined {
  try {
    const boot = RECORD.parse(JSON.parse(readFileSync(path.join(folder, NAME), "utf8")));
    const { webRoot, ...others } = boot;
    return {
      ...ended(boot, boot.outcome),
      ...others,
      webRoot: webRoot && path.join(folder, path.basename(webRoot)), // the folder may have moved
    };
  } catch {
    return undefined;
  }
}
