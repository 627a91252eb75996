import { readFileSync } from "node:fs";
import { styleText } from "node:util";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import { type ClassConfig, parseConfig } from "../../infra/config.ts";
import { ConfigError } from "../../labs/contract/problems.ts";
import { writeWhole } from "../../lib/files.ts";
import type { Report } from "../../lib/progress.ts";
import { agrees, askAtTerminal, checkTerminal } from "../console/ask.ts";
import { callOn } from "../console/call-on.ts";
import { type ExpiryChange, usualExpiry } from "../console/expiry.ts";
import { typedOptions } from "../console/option.ts";
import { missingAccounts } from "../deploy/allowed-accounts.ts";
import { checkOutgrown } from "../deploy/outgrown.ts";
import { checkPlugins } from "../deploy/needed-plugins.ts";
import { stackKey } from "../deploy/stack-key.ts";
import { type KeyFile, missingKey } from "../local/key-file.ts";
import { affordable } from "../pricing/hourly-limit.ts";
import { orphansDone } from "../local/orphans.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { readOnce } from "../pulumi/read-once.ts";
import type { PlainSettings } from "../pulumi/secrets/secret-paths.ts";
import { configValues, stackFile, stackSettings } from "../pulumi/stack-file.ts";
import { checkSecrets, passphraseIn } from "../pulumi/stack-secrets.ts";
import { refuseWhileClosing } from "../record/closing-mark.ts";
import { shelfOf } from "../record/keeper-of.ts";
import { giveId, withWrittenId } from "../stack/class-id.ts";
import { checkProfile } from "../pulumi/known-profile.ts";
import { settingsIn } from "../stack/class-settings.ts";
import { plainSettings } from "../stack/plain-settings.ts";
import { provenAws } from "../stack/proven-aws.ts";
import { releaseSingletons } from "../stack/singletons.ts";
import { classEnd } from "./class-end.ts";
import { showObstacles } from "./obstacles.ts";
import { bringUp, describeClass, type UpShown } from "./up-local.ts";

/** Options of one run. */
export interface RemoteChange extends ExpiryChange {
  /** Whether to run without questions. */
  readonly yes: boolean;
  /** Whether a new class gets no key pair unless its settings have one: this machine is not kept. @default false */
  readonly withoutKeyPair?: boolean;
  /** Whether the class has a site for its pages. @default as in its settings */
  readonly publish?: boolean;
  /** Called once the account is proven. @throws when the stack must not be changed by itself @default it may */
  readonly check?: () => Promise<void>;
}

/**
 * `npm start -- --stack NAME`: brings a class up on AWS, in a stack created by `pulumi stack init`. Shows the preview and asks
 * before it changes anything.
 *
 * @param change is written into the stack's Pulumi.<name>.yaml, as `pulumi config set` would
 * @returns the exit code: 1 when the user does not agree
 * @throws NobodyToAskError, NoStackError, ConfigError, ExpiryError, KeyFileError, NoEngineError, PulumiError, OrphanError,
 *   WrongAccountError, CredentialsError; ClosingError before anything is changed
 */
export async function upRemote(
  name: string,
  { yes, withoutKeyPair = false, check, publish, ...change }: RemoteChange,
  shown: UpShown,
): Promise<number> {
  const { report } = shown;
  const set: Record<string, string> =
    publish === undefined ? {} : { "class:publish": String(publish) };
  const { config: own, secrets } = await plainSettings(name, report); // a missing stack is reported first
  const plain = { config: { ...own, ...set }, secrets };
  const keyFile = missingKey(name, plain.config);
  const values = valuesOf(name, plain, keyFile);
  // Errors in the settings are reported before questions, and before a missing terminal.
  const { [EXPIRES]: end = "", ...rest } = values;
  const written = parseConfig({
    stack: name,
    values: { ...rest, [EXPIRES]: end === "" ? usualExpiry(new Date()) : end },
    needsFiles: true,
    secrets: plain.secrets,
  });
  checkEnvironment(written);
  checkProfile(stackFile(name), process.env);
  checkSecrets(stackFile(name), { passphrase: passphraseIn(process.env) });
  if (!yes) checkTerminal(callWithYes(name, { ...change, withoutKeyPair }));
  const { config, expires } = await settingsFor(name, change, { yes, values, plain });
  const cost = await affordable(config);
  const engine = realEngine(await findEngine(report));
  checkPlugins(config, engine);
  report(`Engine    ${engine.description}`);
  const stack = new PulumiStack(engine, { name });
  await orphansDone((each) => each === name, report);
  const read = await readOnce(stack);
  const proof = { state: read.exported };
  const { aws, account } = await provenAws(stack, config.region, report, proof);
  await check?.();
  await refuseWhileClosing(await shelfOf(stack), name);
  await checkOutgrown(read, config, report);
  const before = readFileSync(stackFile(name), "utf8");
  const key = keyFile ? await stackKey(read, keyFile, report, { withoutKeyPair }) : {};
  const { id, isWritten } = await giveId(stack, plain.config);
  if (isWritten) report(`Class id  ${id}, in Pulumi.${name}.yaml: commit it`);
  await releaseSingletons(read, report);
  if (expires !== undefined) await stack.set("expires", expires);
  for (const [setting, value] of Object.entries({ ...set, ...key }))
    await stack.set(setting, value);
  if (keyFile) await settingsIn(stack); // a lab may need the key that the class came up without
  if (!shown.isPlanShown) report(describeClass(cost));
  await showObstacles(read, { cost, aws, id }, report);
  const undo = (): void => {
    writeWhole(stackFile(name), before);
  };
  if (!yes && !(await agreed(stack, undo, report))) return 1;
  // Also for plain Pulumi and for other credentials later: the provider refuses any other account.
  for (const [key, value] of Object.entries(missingAccounts(stackSettings(name).config, account)))
    await stack.set(key, value);
  const noted = { ...cost, config: withWrittenId(config, stackSettings(name).config) };
  await bringUp(stack, noted, { shown, preview: yes, next: next(name) });
  return 0;
}

/** The call for an environment where nobody can answer. */
const callWithYes = (name: string, given: Omit<RemoteChange, "yes" | "check">): string =>
  callOn("up", name, typedOptions({ ...given, yes: true }));

/**
 * Shows the preview, and asks.
 *
 * @param undo removes the settings of this run
 */
async function agreed(stack: PulumiStack, undo: () => void, report: Report): Promise<boolean> {
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

/** The settings of a stack, with a key pair when they have none. */
function valuesOf(
  stack: string,
  { config }: PlainSettings,
  keyFile: KeyFile | undefined,
): Record<string, string> {
  const key = keyFile?.exists() ? keyFile.settings() : keyFile?.sample;
  return configValues({ ...config, ...key }, stack);
}

/** @throws ConfigError for the environment of the emulator, in which labs allow what AWS refuses */
function checkEnvironment({ stack, environment: value }: ClassConfig): void {
  if (value !== "local" || process.env.AWS_ENDPOINT_URL) return;
  const reason = `stack ${stack} runs on AWS, and local is the emulated AWS of a machine`;
  const fix = "write dev for a rehearsal, or prod for a class";
  throw new ConfigError(stack, [{ key: "class:environment", value, reason, fix }]);
}

interface SettingsNow {
  readonly yes: boolean;
  readonly values: Record<string, string>;
  readonly plain: PlainSettings;
}

/** The settings of a class for this run, and its end when its settings have none. */
async function settingsFor(
  stack: string,
  change: ExpiryChange,
  { yes, values, plain }: SettingsNow,
  now = new Date(),
): Promise<{ readonly config: ClassConfig; readonly expires: string | undefined }> {
  const call = callOn("up", stack, yes ? "--yes" : "");
  const current = values[EXPIRES] ?? "";
  const expires = await classEnd({ stack, change, call, current }, askAtTerminal, now);
  const changed = { ...values, ...(expires !== undefined && { [EXPIRES]: expires }) };
  return { config: parseConfig({ stack, values: changed, now, secrets: plain.secrets }), expires };
}

const EXPIRES = "class:expires";

const next = (name: string): string => `${styleText("bold", "Next")}
  ${callOn("check", name, "--wait")}   waits for the servers, then checks that every lab works
  ${callOn("up", name, "--extend 2h")}        extends the class by 2 hours
  ${callOn("down", name)}                 destroys everything and checks that nothing is left`;
