import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { writeWhole } from "../../lib/files.ts";
import { agrees, askAtTerminal, checkTerminal } from "../console/ask.ts";
import { type ExpiryChange, usualExpiry } from "../console/expiry.ts";
import type { KeyFile } from "../local/key-file.ts";
import { affordable } from "../pricing/hourly-limit.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { configValues, stackFile, stackSettings } from "../pulumi/stack-file.ts";
import { settingsOf } from "../stack/open-stack.ts";
import { classEnd } from "./class-end.ts";
import { checkPlugins } from "./needed-plugins.ts";
import { missingKey, stackKey } from "./stack-key.ts";
import { bringUp, describeClass } from "./up.ts";

const report = (line: string): void => {
  console.log(line);
};

/** What is different in one run. */
export interface RemoteChange extends ExpiryChange {
  /** Whether nobody is asked. */
  readonly yes: boolean;
}

/**
 * `npm start -- --stack NAME`: brings a class up on AWS, in a stack that `pulumi stack init` has made. Shows the preview and asks
 * before it changes anything.
 *
 * @param change an end is written into the stack's Pulumi.<name>.yaml, as `pulumi config set expires` would
 * @returns the exit code: 1 when the user does not agree
 * @throws NobodyToAskError, NoStackError, ConfigError, ExpiryError, KeyFileError, NoEngineError, PulumiError
 */
export async function upRemote(name: string, { yes, ...change }: RemoteChange): Promise<number> {
  stackSettings(name); // a stack that does not exist is the first thing to say
  if (!yes) checkTerminal(callWithYes(name, change));
  const keyFile = missingKey(name, stackSettings(name).config);
  const { config, expires } = await settingsFor(name, change, { yes, keyFile });
  const cost = await affordable(config);
  const engine = realEngine(await findEngine(report));
  checkPlugins(config, engine);
  report(`Engine    ${engine.description}`);
  const stack = new PulumiStack(engine, { name });
  const before = readFileSync(stackFile(name), "utf8");
  const key = keyFile ? await stackKey(stack, keyFile, report) : {};
  if (expires !== undefined) await stack.set("expires", expires);
  for (const [setting, value] of Object.entries(key)) await stack.set(setting, value);
  if (keyFile) settingsOf(name); // a lab may need the key that the class came up without
  describeClass(cost);
  if (yes) await bringUp(stack, cost, { preview: true });
  else if (
    !(await agreed(stack, () => {
      writeWhole(stackFile(name), before);
    }))
  )
    return 1;
  else await bringUp(stack, cost);
  report(next(name));
  return 0;
}

/** How to bring it up where nobody can answer. */
function callWithYes(name: string, { expires, extend }: ExpiryChange): string {
  const end = expires ?? extend;
  const change =
    end === undefined ? "" : ` --${expires === undefined ? "extend" : "expires"} "${end}"`;
  return `npm start -- --stack ${name}${change} --yes`;
}

/**
 * Shows what would change, and asks.
 *
 * @param undo takes back what stands in the settings for this run
 */
async function agreed(stack: PulumiStack, undo: () => void): Promise<boolean> {
  let isAgreed = false;
  try {
    await stack.showPreview();
    isAgreed = await agrees(`Deploy this to stack ${stack.name} on AWS?`);
    if (!isAgreed) report("Nothing was changed.");
    return isAgreed;
  } finally {
    if (!isAgreed) undo();
  }
}

/** The settings of a class that is to run now, and when it is to end if its settings do not say so. */
async function settingsFor(
  stack: string,
  change: ExpiryChange,
  { yes, keyFile }: { readonly yes: boolean; readonly keyFile: KeyFile | undefined },
  now = new Date(),
): Promise<{ readonly config: ClassConfig; readonly expires: string | undefined }> {
  const key = keyFile?.exists() ? keyFile.settings() : keyFile?.sample;
  const values = configValues({ ...stackSettings(stack).config, ...key });
  const current = values[EXPIRES] ?? "";
  // What else is wrong is said before anybody is asked for the end.
  if (current === "") parseConfig({ stack, values: { ...values, [EXPIRES]: usualExpiry(now) } });
  const call = `npm start -- --stack ${stack}${yes ? " --yes" : ""}`;
  const expires = await classEnd({ stack, change, call, current }, askAtTerminal, now);
  const changed = { ...values, ...(expires !== undefined && { [EXPIRES]: expires }) };
  return { config: parseConfig({ stack, values: changed, now }), expires };
}

const EXPIRES = "class:expires";

const next = (name: string): string => `${styleText("bold", "Next")}
  npm run class -- check --stack ${name} --wait   waits for the servers, then checks that every lab works
  npm start -- --stack ${name} --extend 2h        extends the class by 2 hours
  npm run down -- --stack ${name}                 destroys everything and checks that nothing is left`;
