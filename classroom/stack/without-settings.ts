import { existsSync } from "node:fs";
import { Aws } from "../../aws/clients.ts";
import { WrongAccountError } from "../../aws/sts/wrong-account.ts";
import { findEngine } from "../../engine/engine.ts";
import { realEngine } from "../../engine/stand-in.ts";
import type { ClassIdentity } from "../../infra/identity.ts";
import { studentIn } from "../../infra/students/settings.ts";
import type { Report } from "../../lib/progress.ts";
import { LOCAL } from "../console/shared-options.ts";
import { heldResources } from "../pulumi/deployed-class.ts";
import { inPlainText } from "../pulumi/secrets/decrypted.ts";
import { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { readOnce, type StackAsRead } from "../pulumi/read-once.ts";
import { checkStack, readStackFile, stackFile, stackNames } from "../pulumi/stack-file.ts";
import { stacksInUse, stacksOnBackend } from "../pulumi/stacks-in-use.ts";
import { identityIn } from "../record/class-identity.ts";
import { heldIn } from "../record/held-resources.ts";
import { keeperOf } from "../record/keeper-of.ts";
import { Ledger } from "../record/ledger.ts";
import type { RecordKeeper } from "../record/record-keeper.ts";
import type { StackRecord } from "../record/stack-record.ts";
import { identityOfResources } from "../record/state-identity.ts";
import type { ClassStack } from "./open-stack.ts";
import { forItsEnd, withoutProject } from "./deployed-settings.ts";
import { provenAws, type ProvenAws, provingAgain } from "./proven-aws.ts";
import { runningLocal } from "./running-local.ts";

/** A stack to destroy, or already destroyed: its own outputs and tags identify its class, whatever its settings say now. */
export interface StackWithoutSettings extends ClassStack {
  readonly keeper: RecordKeeper;
  /** The stack's proven account; undefined on the emulator. */
  readonly account: string | undefined;
  /** The stack when it was opened. */
  readonly read: StackAsRead;
  /** Resources of the backend's other stacks. */
  readonly elsewhere: () => Promise<Ledger>;
}

/**
 * Opens a stack to destroy it, or to search for leftovers. Invalid settings do not matter.
 *
 * @throws NoStackError, NoEngineError, PulumiError; WrongAccountError, CredentialsError before any other call to AWS
 */
export async function openWithoutSettings(
  name: string,
  report: Report,
): Promise<StackWithoutSettings> {
  return name === LOCAL ? openLocal(report) : openRemote(name, report);
}

async function openLocal(report: Report): Promise<StackWithoutSettings> {
  const { folder, emulator, stack } = await runningLocal(report);
  const keeper = await keeperOf(stack, folder);
  const read = await readOnce(stack);
  const identity = await identityOfStack(read, keeper, stack.settings);
  const aws = new Aws({ region: identity.region, env: emulator.env });
  const elsewhere = () => Promise.resolve(new Ledger([]));
  return { identity, stack, read, aws, keeper, account: undefined, elsewhere };
}

async function openRemote(name: string, report: Report): Promise<StackWithoutSettings> {
  const isInProject = existsSync(stackFile(name));
  if (!isInProject && !isStudents(name)) checkStack(name);
  const engine = realEngine(await findEngine(report));
  if (!isInProject && !(await stacksOnBackend(engine)).includes(name)) checkStack(name);
  const stack = isInProject
    ? await forItsEnd(new PulumiStack(engine, { name }), report)
    : await withoutProject(engine, name);
  return stackWithoutSettings(stack, {
    keeper: await keeperOf(stack),
    prove: (region, state) => provenAws(stack, region, report, { state }),
    inUse: () => stacksInUse(engine),
  });
}

/** Whether a stack has the name of a student's stack: it can be destroyed without settings on any machine. */
const isStudents = (name: string): boolean =>
  stackNames().some((ofClass) => studentIn(name, ofClass) !== undefined);

/** The environment of a stack. */
export interface Surroundings {
  readonly keeper: RecordKeeper;
  /** Proves the account from the stack's state, and returns AWS in a region. */
  readonly prove: (region: string, state: unknown) => Promise<ProvenAws>;
  /** The stacks of the backend that have resources. */
  readonly inUse: () => Promise<readonly Pick<PulumiStack, "name" | "export">[]>;
}

/** @throws WrongAccountError, CredentialsError before any other call to AWS */
export async function stackWithoutSettings(
  stack: PulumiStack,
  { keeper, prove, inUse }: Surroundings,
): Promise<StackWithoutSettings> {
  const read = await readOnce(stack);
  const identity = await identityOfStack(read, keeper, stack.settings);
  const { aws, account } = await prove(identity.region, read.exported);
  checkRecorded(await keeper.read(), account, stack.name);
  const proveAgain = provingAgain(() => prove(identity.region, read.exported), account);
  const elsewhere = async (): Promise<Ledger> => {
    let all = new Ledger([]);
    for (const other of await inUse())
      if (other.name !== stack.name)
        all = all.with(await heldIn(await other.export(), identity.region));
    return all;
  };
  return { identity, stack, read, aws, proveAgain, keeper, account, elsewhere };
}

/**
 * A stack may have been used in several accounts: the one in which a resource was last seen counts.
 *
 * @throws WrongAccountError when the stack's record is of another account: nothing of it would be found here
 */
export function checkRecorded(
  record: StackRecord | undefined,
  account: string,
  stack: string,
): void {
  const accounts = lastAccounts(record?.ledger ?? new Ledger([]));
  if (accounts.size === 0 || accounts.has(account)) return;
  throw new WrongAccountError(
    `The record of stack ${stack} is of account ${[...accounts].join(", ")}, and the credentials lead to ${account}. Nothing was done.\n` +
      "  fix: use credentials of the stack's account: export AWS_PROFILE=NAME && aws sts get-caller-identity",
  );
}

function lastAccounts({ held }: Ledger): ReadonlySet<string> {
  const dated = held.flatMap(({ account, seen }) =>
    account === undefined ? [] : [{ account, at: seen === undefined ? 0 : Date.parse(seen) }],
  );
  const last = Math.max(...dated.map(({ at }) => at));
  return new Set(dated.flatMap(({ account, at }) => (at === last ? [account] : [])));
}

/**
 * The identity of a stack's class: from its outputs, else from its resources' tags, else from its record, and last from its
 * settings.
 */
export async function identityOfStack(
  stack: Pick<PulumiStack, "name" | "outputs" | "export" | "config">,
  keeper: Pick<RecordKeeper, "read">,
  settings: string,
): Promise<ClassIdentity> {
  const identity = identityIn(await stack.outputs());
  if (identity) return identity;
  const resources = heldResources(await stack.export());
  const recorded = (await keeper.read())?.identity;
  if (resources.length === 0 && recorded) return recorded;
  const written = await identityWritten(stack, settings);
  return identityOfResources(resources, written.peerRegion) ?? recorded ?? written;
}

/** The settings that identify a class. */
const OF_IDENTITY = [
  ...["id", "name", "student", "environment", "owner", "peerRegion", "expires"].map(
    (key) => `class:${key}`,
  ),
  "aws:region",
];

/**
 * The identity in the settings, as far as they are readable; other errors in them do not matter here.
 *
 * @throws SecretSettingError: a search for another name, or in another region, would find nothing
 */
async function identityWritten(
  stack: Pick<PulumiStack, "name" | "config">,
  file: string,
): Promise<ClassIdentity> {
  const written = existsSync(file) ? readStackFile(file).config : {};
  const own = Object.entries(written).filter(([key]) => OF_IDENTITY.includes(key));
  const { config } = await inPlainText(stack, Object.fromEntries(own));
  const text = (key: string, otherwise: string): string => {
    const value = config[key];
    return typeof value === "string" && value !== "" ? value : otherwise;
  };
  const environment = config["class:environment"];
  const student = text("class:student", "");
  return {
    id: text("class:id", "") || undefined,
    name: text("class:name", "aws-class"),
    ...(student !== "" && { student }),
    environment: environment === "prod" || environment === "local" ? environment : "dev",
    owner: text("class:owner", "instructor"),
    region: text("aws:region", "ap-northeast-2"),
    peerRegion: text("class:peerRegion", "ap-northeast-1"),
    expires: text("class:expires", new Date(0).toISOString()),
  };
}
