import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";

/** How many npm logs are read: npm's own runs in `prestart` write newer ones than the call's. */
const READ = 10;

/**
 * The words that npm was called with, from the log that npm writes for each run. npm 11 and later have a numeric option `expires`
 * of their own: they drop `--expires 8h` with its value, and only the log still has it.
 *
 * @param args what npm has passed on, which identifies the call's log
 * @param env in which npm says where its logs are
 * @returns undefined when npm writes no log
 */
export function wordsOfCall(args: readonly string[], env: NodeJS.ProcessEnv): string[] | undefined {
  const { npm_config_logs_dir: logs, npm_config_cache: cache, npm_lifecycle_event: script } = env;
  const folder = logs ?? (cache && path.join(cache, "_logs"));
  if (folder === undefined || script === undefined || !existsSync(folder)) return undefined;
  const newest = readdirSync(folder)
    .filter((name) => name.endsWith("-debug-0.log"))
    .sort()
    .slice(-READ)
    .reverse();
  for (const name of newest) {
    const log = readFileSync(path.join(folder, name), "utf8");
    const title = /^\d+ verbose title npm (.*)$/m.exec(log)?.[1]?.split(" ");
    if (title?.includes(script) && title.join(" ").endsWith(args.join(" "))) return wordsIn(log);
  }
  return undefined;
}

/** `8 verbose argv "start" "--expires" "8h"` */
function wordsIn(log: string): string[] | undefined {
  const line = /^\d+ verbose argv (.*)$/m.exec(log)?.[1];
  const quoted = line?.match(/"(?:[^"\\]|\\.)*"/g);
  return quoted?.map((word) => JSON.parse(word) as string);
}
