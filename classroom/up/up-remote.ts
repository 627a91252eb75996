import { styleText } from "node:util";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { affordable } from "../pricing/hourly-limit.ts";
import { type ExpiryChange, usualExpiry } from "../console/expiry.ts";
import { askAtTerminal, classEnd } from "./class-end.ts";
import { checkPlugins } from "./needed-plugins.ts";
import { configValues, stackSettings } from "../pulumi/stack-file.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { bringUp } from "./up.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm start -- --stack NAME`: brings a class up on AWS, in a stack that `pulumi stack init` has made.
 *
 * @param change written into the stack's Pulumi.<name>.yaml, as `pulumi config set expires` would
 * @returns the exit code
 * @throws NoStackError, ConfigError, ExpiryError, NoEngineError, PulumiError
 */
export async function upRemote(name: string, change: ExpiryChange): Promise<number> {
  const { config, expires } = await settingsFor(name, change);
  const cost = await affordable(config);
  const engine = realEngine(await findEngine(report));
  checkPlugins(config, engine);
  report(`Engine    ${engine.description}`);
  const stack = new PulumiStack(engine, { name });
  if (expires !== undefined) await stack.set("expires", expires);
  await bringUp(stack, cost, { preview: true });
  report(next(name));
  return 0;
}

/** The settings of a class that is to run now, and when it is to end if its settings do not say so. */
async function settingsFor(
  stack: string,
  change: ExpiryChange,
  now = new Date(),
): Promise<{ readonly config: ClassConfig; readonly expires: string | undefined }> {
  const values = configValues(stackSettings(stack).config);
  const current = values[EXPIRES] ?? "";
  // What else is wrong is said before anybody is asked for the end.
  if (current === "") parseConfig({ stack, values: { ...values, [EXPIRES]: usualExpiry(now) } });
  const expires = await classEnd({ stack, change, current }, askAtTerminal, now);
  const changed = { ...values, ...(expires !== undefined && { [EXPIRES]: expires }) };
  return { config: parseConfig({ stack, values: changed, now }), expires };
}

const EXPIRES = "class:expires";

const next = (name: string): string => `${styleText("bold", "Next")}
  npm run class -- check --stack ${name} --wait   waits for the servers, then checks that every lab works
  npm start -- --stack ${name} --extend 2h        extends the class by 2 hours
  npm run down -- --stack ${name}                 destroys everything and checks that nothing is left`;
