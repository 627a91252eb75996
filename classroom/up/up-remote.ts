import { styleText } from "node:util";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { affordable } from "../pricing/class-cost.ts";
import { changedExpiry, type ExpiryChange } from "../pulumi/expiry.ts";
import { checkPlugins } from "../pulumi/needed-plugins.ts";
import { checkedNow, settingsOf, stackFile } from "../stack/open-stack.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { bringUp } from "./up.ts";

const report = (line: string): void => {
  console.log(line);
};

/**
 * `npm start -- --stack NAME`: brings a class up on AWS, in a stack that `pulumi stack init` has made.
 *
 * @param change is written into the stack's Pulumi.<name>.yaml, as `pulumi config set expires` would
 * @returns the exit code
 * @throws NoStackError, ConfigError, ExpiryError, NoEngineError, PulumiError
 */
export async function upRemote(name: string, change: ExpiryChange): Promise<number> {
  const file = stackFile(name);
  const written = settingsOf(name, file);
  const expires = changedExpiry(change, written.expires);
  const config = checkedNow(name, file, expires);
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

const next = (name: string): string => `${styleText("bold", "Next")}
  npm run class -- check --stack ${name} --wait   has the labs show that they work, once they have settled
  npm start -- --stack ${name} --extend 2h        a longer class
  npm run class -- down --stack ${name}           destroys everything and looks for what is left`;
