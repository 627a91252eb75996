import type { CredentialSettings } from "./credential-settings.ts";

/** The source of credentials, for a message. */
export interface CredentialSource {
  /** `profile class (AWS_PROFILE)` */
  readonly name: string;
  /** What to do when they are missing or expired. */
  readonly renewal: string;
}

/**
 * Where Pulumi's provider takes credentials from, in order of precedence: its own settings, keys in the environment, a
 * profile.
 *
 * @param where the file that contains the settings: `Pulumi.dev.yaml`
 */
export function credentialSource(
  settings: Pick<CredentialSettings, "profile" | "keys" | "roles">,
  env: NodeJS.ProcessEnv,
  where: string,
): CredentialSource {
  const { name, renewal } = baseOf(settings, env, where);
  const roles = settings.roles.map(
    ({ roleArn }) => `, then role ${roleArn} (aws:assumeRoles in ${where})`,
  );
  return { name: `${name}${roles.join("")}`, renewal };
}

function baseOf(
  { profile, keys }: Pick<CredentialSettings, "profile" | "keys">,
  env: NodeJS.ProcessEnv,
  where: string,
): CredentialSource {
  if (keys)
    return { name: `keys (aws:accessKey in ${where})`, renewal: `set new keys in ${where}` };
  if (profile !== undefined) return ofProfile(profile, `aws:profile in ${where}`);
  if (hasKeys(env))
    return {
      name: "keys (AWS_ACCESS_KEY_ID)",
      renewal: "export new keys; or, to use a profile: unset AWS_ACCESS_KEY_ID",
    };
  if (env.AWS_PROFILE) return ofProfile(env.AWS_PROFILE, "AWS_PROFILE");
  if (env.AWS_WEB_IDENTITY_TOKEN_FILE)
    return { name: "a web identity (AWS_WEB_IDENTITY_TOKEN_FILE)", renewal: "renew the token" };
  return {
    name: "the default profile, or this machine's role",
    renewal: "export AWS_PROFILE=NAME && aws sso login",
  };
}

const ofProfile = (profile: string, from: string): CredentialSource => ({
  name: `profile ${profile} (${from})`,
  renewal: `aws sso login --profile ${profile}`,
});

/** Whether the environment contains keys: Pulumi's provider prefers them to AWS_PROFILE. */
export const hasKeys = (env: NodeJS.ProcessEnv): boolean =>
  Boolean(env.AWS_ACCESS_KEY_ID && env.AWS_SECRET_ACCESS_KEY);
