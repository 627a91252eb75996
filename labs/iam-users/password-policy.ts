import * as aws from "@pulumi/aws";
import type * as pulumi from "@pulumi/pulumi";
import type { PasswordPolicy } from "@aws-sdk/client-iam";
import { takesHooks } from "../../components/shared/hooks.ts";
import { providerCredentials } from "../../components/shared/provider-credentials.ts";

/** Long passwords instead of frequent changes. https://pages.nist.gov/800-63-4/sp800-63b.html#passwordver */
export const PASSWORDS = {
  minimumPasswordLength: 14,
  requireLowercaseCharacters: true,
  requireUppercaseCharacters: true,
  requireNumbers: true,
  requireSymbols: true,
  allowUsersToChangePassword: true,
  passwordReusePrevention: 24,
} satisfies aws.iam.AccountPasswordPolicyArgs;

/**
 * The account's password policy. An account has only one, for all its users. An existing policy is not replaced, and at the
 * end of the class the policy stays, because AWS's default would be weaker.
 */
export const passwordPolicy = (name: string, parent: pulumi.Resource) =>
  new aws.iam.AccountPasswordPolicy(name, PASSWORDS, {
    parent,
    retainOnDelete: true,
    ...(takesHooks() && { hooks: { beforeCreate: [refuseToReplace] } }),
  });

/** The region of IAM's global endpoint. */
const REGION = "us-east-1";

async function refuseToReplace(): Promise<void> {
  const { IAM } = await import("@aws-sdk/client-iam");
  const iam = new IAM({ region: REGION, credentials: providerCredentials(REGION) });
  try {
    const refusal = refusalOf((await iam.getAccountPasswordPolicy({})).PasswordPolicy);
    if (refusal !== undefined) throw new Error(refusal);
  } catch (error) {
    if (!(error instanceof Error && error.name === "NoSuchEntityException")) throw error;
  } finally {
    iam.destroy();
  }
}

/** Why the account's existing policy is not replaced; undefined when there is none, or it is the lab's own. */
export function refusalOf(there: PasswordPolicy | undefined): string | undefined {
  if (there === undefined) return undefined;
  const isOwn =
    there.MinimumPasswordLength === PASSWORDS.minimumPasswordLength &&
    there.RequireLowercaseCharacters === PASSWORDS.requireLowercaseCharacters &&
    there.RequireUppercaseCharacters === PASSWORDS.requireUppercaseCharacters &&
    there.RequireNumbers === PASSWORDS.requireNumbers &&
    there.RequireSymbols === PASSWORDS.requireSymbols &&
    there.AllowUsersToChangePassword === PASSWORDS.allowUsersToChangePassword &&
    there.PasswordReusePrevention === PASSWORDS.passwordReusePrevention &&
    (there.MaxPasswordAge ?? 0) === 0;
  if (isOwn) return undefined;
  return (
    `the account has a password policy already (at least ${there.MinimumPasswordLength ?? "?"} characters), which holds for all its users: ` +
    "the class does not replace it; set class:labs.iam-users.accountPasswordPolicy to false"
  );
}
