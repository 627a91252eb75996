import path from "node:path";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import type { Report } from "../../lib/progress.ts";
import { missingAccounts } from "../deploy/allowed-accounts.ts";
import { checkPlugins } from "../deploy/needed-plugins.ts";
import { stackKey } from "../deploy/stack-key.ts";
import { takeDown } from "../destroy/take-down.ts";
import { missingKey } from "../local/key-file.ts";
import { chosen } from "../local/local-settings.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import {
  configValues,
  type StackFile,
  stackSettings,
  writeStackFile,
} from "../pulumi/stack-file.ts";
import { giveId } from "../stack/class-id.ts";
import { openWithoutSettings } from "../stack/without-settings.ts";
import { provenAws } from "../stack/proven-aws.ts";
import type { Venue } from "./venue.ts";

export interface RemoteVenueOptions {
  readonly planned: ClassConfig;
  /** The stack's settings, which are written unchanged. */
  readonly plain: PlainSettings;
  /** Where the settings of each step are written: the stack's own file does not change. */
  readonly folder: string;
  /** When the class expires, whatever the stack's settings. */
  readonly expires: string;
  readonly report: Report;
}

/**
 * A stack on AWS that was created by `pulumi stack init`.
 *
 * @throws NoStackError, NoEngineError, PulumiError, WrongAccountError, CredentialsError
 */
export async function remoteVenue({
  planned,
  plain,
  folder,
  expires,
  report,
}: RemoteVenueOptions): Promise<Venue> {
  const { stack: name } = planned;
  const engine = realEngine(await findEngine(report));
  checkPlugins(planned, engine);
  const own = new PulumiStack(engine, { name });
  const { aws, account } = await provenAws(own, planned.region, report);
  const settings = path.join(folder, `Pulumi.${name}.yaml`);
  let added: Readonly<Record<string, string>> = {};
  return {
    ...{ engine, aws },
    stack: new PulumiStack(engine, { name, settings }),
    async prepare() {
      const { config } = stackSettings(name);
      const { id, isWritten } = await giveId(own, config);
      if (isWritten) report(`Class id  ${id}, in Pulumi.${name}.yaml: commit it`);
      const keyFile = missingKey(name, config);
      const key = keyFile ? await stackKey(own, keyFile, report) : {};
      added = { "class:id": id, ...key, ...missingAccounts(config, account) };
    },
    settings(labs) {
      const file = stackSettings(name);
      const completed = (written: StackFile["config"]) => ({
        ...written,
        ...added,
        "class:expires": expires,
        "class:labs": chosen(labs, written["class:labs"]),
      });
      const { config, secrets } = plain;
      const values = configValues(completed(config), name);
      const parsed = parseConfig({ stack: name, values, secrets });
      writeStackFile(settings, { ...file, config: completed(file.config) });
      return parsed;
    },
    async down(choice) {
      const open = await openWithoutSettings(name, report);
      const { keeper, account: proven, elsewhere } = open;
      return takeDown(open, keeper, { report, account: proven, elsewhere, ...choice });
    },
  };
}
