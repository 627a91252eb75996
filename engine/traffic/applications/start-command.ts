import { z } from "zod";
import { quoted } from "../boot/shell.ts";

/** The application cannot be started here. */
export class StartError extends Error {}

const PACKAGE = z.looseObject({
  scripts: z.record(z.string(), z.string()).default({}),
  dependencies: z.record(z.string(), z.string()).default({}),
});

/**
 * The command that starts a Node.js application, as Elastic Beanstalk looks for it: `web` in the Procfile, `start` in package.json, else
 * app.js or server.js.
 *
 * @see https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/nodejs-platform-dependencies.html
 * @throws StartError where there is none, or its dependencies are not in the bundle
 */
export function startCommand(files: ReadonlyMap<string, Buffer>): string {
  const text = files.get("package.json")?.toString();
  const { scripts, dependencies } = text === undefined ? PACKAGE.parse({}) : parsed(text);
  const hasModules = [...files.keys()].some((name) => name.startsWith("node_modules/"));
  const missing = Object.keys(dependencies);
  if (missing.length > 0 && !hasModules)
    throw new StartError(
      `it depends on ${missing.join(", ")}, which npm would install from the internet; on this machine an application has no network, so the bundle needs its folder node_modules`,
    );
  const [, web] = /^web:\s*(.+)$/m.exec(files.get("Procfile")?.toString() ?? "") ?? [];
  if (web !== undefined) return web;
  const { prestart, start } = scripts;
  if (start !== undefined) return [prestart, start].filter(Boolean).map(shell).join(" && ");
  const main = ["app.js", "server.js"].find((name) => files.has(name));
  if (main !== undefined) return `node ${main}`;
  throw new StartError(
    "it has no Procfile, no start script in package.json, no app.js and no server.js",
  );
}

/** npm runs a script in a shell of its own. */
const shell = (script = ""): string => `sh -c ${quoted(script)}`;

function parsed(text: string): z.infer<typeof PACKAGE> {
  try {
    return PACKAGE.parse(JSON.parse(text));
  } catch {
    throw new StartError("its package.json is not valid");
  }
}
