import { existsSync } from "node:fs";
import { isDeepStrictEqual } from "node:util";
import type { Aws } from "../../aws/clients.ts";
import {
  type CredentialSettings,
  credentialSettings,
} from "../../aws/credentials/credential-settings.ts";
import { changedAccount } from "../../aws/credentials/one-account.ts";
import { credentialSource } from "../../aws/credentials/credential-source.ts";
import type { Report } from "../../lib/progress.ts";
import { deployedAccount } from "../pulumi/deployed-account.ts";
import { checkProfile } from "../pulumi/known-profile.ts";
import type { PulumiStack } from "../pulumi/pulumi-stack.ts";
import { identified, proveAccount } from "./account-guard.ts";
import { Callers } from "./callers.ts";
import { endpointIn } from "./endpoint.ts";
import { providerSettings } from "./provider-settings.ts";

/** A stack's AWS, and the account that was proven. */
export interface ProvenAws {
  readonly aws: Aws;
  readonly account: string;
}

export interface ProofOptions {
  /** @default the process's */
  readonly env?: NodeJS.ProcessEnv;
  /** The stack's state, if known. @default it is exported */
  readonly state?: unknown;
  /** Credentials shared with other stacks. @default this stack's alone */
  readonly callers?: Callers;
}

/**
 * AWS with the stack's own credentials, proven to be the account where the stack is deployed. Every command on a stack on AWS
 * calls this before anything else. Pulumi's provider proves the same through `aws:allowedAccountIds`, which `up` sets.
 *
 * @throws WrongAccountError, CredentialsError, CredentialSettingsError, SettingsFileError, UnreachableError
 */
export async function provenAws(
  stack: PulumiStack,
  region: string,
  report: Report,
  { env = process.env, state, callers = new Callers(report) }: ProofOptions = {},
): Promise<ProvenAws> {
  const file = stack.settings;
  if (existsSync(file)) checkProfile(file, env);
  const deployed = deployedAccount(state ?? (await stack.export()));
  const own = existsSync(file) ? await providerSettings(stack, file, env) : undefined;
  const recorded = deployed.providers.map((values) =>
    credentialSettings(values, `the state of stack ${stack.name}`),
  );
  const settings = own?.settings ?? recorded[0] ?? NO_SETTINGS;
  const variables = own?.env ?? env;
  const endpoint = endpointIn(variables, settings);
  for (const each of recorded) endpointIn(variables, each);
  const main = pathOf("these commands and pulumi up", settings, `Pulumi.${stack.name}.yaml`);
  const others = recorded
    .filter((each) => !isDeepStrictEqual(identityIn(each), identityIn(settings)))
    .map((each) => pathOf("pulumi destroy and refresh", each, `the state of stack ${stack.name}`));
  const account = await proveAccount({
    stack: stack.name,
    deployed,
    allowedAccountIds: settings.allowedAccountIds,
    endpoint,
    paths: [main, ...others].map(({ path }) => path),
  });
  return { aws: main.aws, account };

  function pathOf(user: string, credentials: CredentialSettings, where: string) {
    const place = { region, settings: credentials, env: variables, endpoint };
    const { aws, identity } = callers.at(place);
    const source = credentialSource(credentials, variables, where);
    return { aws, path: { user, source, identity } };
  }
}

/** Proves that the account is still the one that was proven. @returns a function that throws WrongAccountError when it is not */
export const provingAgain =
  (prove: () => Promise<ProvenAws>, account: string): (() => Promise<void>) =>
  async () => {
    const now = await prove();
    if (now.account !== account) throw changedAccount(account, now.account);
  };

/**
 * AWS with the credentials of the environment, when no stack says which account they should belong to.
 *
 * @throws CredentialsError, UnreachableError
 */
export async function environmentAws(
  region: string,
  report: Report,
  env: NodeJS.ProcessEnv = process.env,
): Promise<ProvenAws> {
  const endpoint = endpointIn(env);
  const place = { region, settings: NO_SETTINGS, env, endpoint };
  const { aws, identity } = new Callers(report).at(place);
  const path = { source: credentialSource(NO_SETTINGS, env, ""), identity };
  return { aws, account: (await identified(path, endpoint)).account };
}

/** The environment decides which credentials these are. */
const NO_SETTINGS: CredentialSettings = { roles: [], allowedAccountIds: [] };

/** What decides which credentials are used. Keys in the state are encrypted: those in the settings are used instead. */
const identityIn = ({ profile, roles }: CredentialSettings) => ({ profile, roles });
