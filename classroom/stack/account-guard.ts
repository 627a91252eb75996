import { credentialsError, isCredentialsError } from "../../aws/credentials/credentials-error.ts";
import { isNetwork } from "../../aws/errors.ts";
import type { CallerIdentity } from "../../aws/sts/sts.ts";
import { WrongAccountError } from "../../aws/sts/wrong-account.ts";
import type { CredentialSource } from "../../aws/credentials/credential-source.ts";
import { unreachable } from "../../aws/unreachable.ts";
import type { DeployedAccount } from "../pulumi/deployed-account.ts";

/** Credentials that a command uses, itself or through Pulumi, and the account that they belong to. */
export interface CredentialPath {
  /** What uses them: `these commands and pulumi up`. */
  readonly user: string;
  readonly source: CredentialSource;
  readonly identity: () => Promise<CallerIdentity>;
}

/** The stack that a command will work on. */
export interface GuardedStack {
  readonly stack: string;
  readonly deployed: DeployedAccount;
  /** `aws:allowedAccountIds` of the settings. */
  readonly allowedAccountIds: readonly string[];
  /** The endpoint of all calls; undefined for AWS. */
  readonly endpoint: string | undefined;
  readonly paths: readonly CredentialPath[];
}

/**
 * Proves that every call goes to the stack's own account: in another one, NotFound would count as deleted, a search would find
 * nothing, and both would be mistaken for a clean end.
 *
 * @returns the account
 * @throws WrongAccountError, CredentialsError, UnreachableError before anything is done
 */
export async function proveAccount(guarded: GuardedStack): Promise<string> {
  checkEndpoint(guarded);
  const found = await Promise.all(guarded.paths.map((path) => identified(path, guarded.endpoint)));
  const { stack, deployed, allowedAccountIds: allowed } = guarded;
  const [account, ...others] = new Set(found.map((each) => each.account));
  if (account === undefined) throw new Error(`stack ${stack} is guarded without credentials`);
  const isExpected =
    others.length === 0 &&
    deployed.accounts.every((each) => each === account) &&
    (allowed.length === 0 || allowed.includes(account));
  if (isExpected) return account;
  throw wrongAccount(guarded, found);
}

interface Found {
  readonly path: CredentialPath;
  readonly account: string;
}

/** The account that credentials belong to. @throws CredentialsError, UnreachableError */
export async function identified<P extends Pick<CredentialPath, "source" | "identity">>(
  path: P,
  endpoint: string | undefined,
): Promise<{ readonly path: P; readonly account: string }> {
  try {
    return { path, account: (await path.identity()).account };
  } catch (error) {
    if (isCredentialsError(error)) throw credentialsError(error, path.source);
    throw isNetwork(error) ? unreachable(error, endpoint) : error;
  }
}

function wrongAccount(
  { stack, deployed, allowedAccountIds, endpoint }: GuardedStack,
  found: readonly Found[],
): WrongAccountError {
  const expected = [
    ...deployed.accounts.map((each) => `  account ${each}: where stack ${stack} is deployed`),
    ...allowedAccountIds.map(
      (each) => `  account ${each}: aws:allowedAccountIds in Pulumi.${stack}.yaml`,
    ),
  ];
  const actual = found.map(
    ({ path: { user, source }, account }) => `  account ${account}: ${user}, by ${source.name}`,
  );
  const at =
    endpoint === undefined
      ? ""
      : `\n  if AWS_ENDPOINT_URL=${endpoint} is not intended: unset AWS_ENDPOINT_URL`;
  return new WrongAccountError(
    [
      `The credentials are not of the account of stack ${stack}. Nothing was done.`,
      ...expected,
      ...actual,
      `  fix: use credentials of the stack's account: export AWS_PROFILE=NAME && aws sts get-caller-identity${at}`,
    ].join("\n"),
  );
}

/** A stack deployed on AWS must stay on AWS, and one on an emulator on the emulator. */
function checkEndpoint({ stack, deployed, endpoint }: GuardedStack): void {
  if (deployed.isEmpty || deployed.endpoint === "unknown" || deployed.endpoint === endpoint) return;
  const [was, is] = [deployed.endpoint, endpoint].map((each) => each ?? "AWS");
  const fix =
    deployed.endpoint === undefined
      ? "unset AWS_ENDPOINT_URL\n  to see all variables of this kind: env | grep AWS_ENDPOINT_URL"
      : `if that emulator still runs: export AWS_ENDPOINT_URL=${deployed.endpoint}`;
  throw new WrongAccountError(
    `Stack ${stack} is deployed to ${was}, and calls would go to ${is}. Nothing was done.\n  fix: ${fix}`,
  );
}
