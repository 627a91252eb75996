import { stsClient } from "../sts/client.ts";
import type { Keys } from "../sts/signature.ts";
import type { StsOptions } from "../sts/sts.ts";
import {
  type CredentialSettings,
  CredentialSettingsError,
  type Role,
} from "./credential-settings.ts";
import { hasKeys } from "./credential-source.ts";

/** Returns credentials, the same ones until they expire. */
export type Credentials = () => Promise<Keys & { readonly expiration?: Date | undefined }>;

/** The STS options for assuming roles. */
export type StsPlace = Omit<StsOptions, "credentials">;

/** Credentials that expire sooner than this are renewed. */
const MARGIN_MS = 5 * 60_000;

/**
 * The credentials that Pulumi's AWS provider would use: its own settings, then keys in the environment, then a profile, then
 * the machine's role; then the roles that it assumes. The SDK for JavaScript would prefer AWS_PROFILE to keys.
 */
export function credentialsOf(
  settings: CredentialSettings,
  env: NodeJS.ProcessEnv,
  options: StsPlace,
): Credentials {
  const base = baseOf(settings, env, options);
  return settings.roles.reduce<Credentials>(
    (source, role) => assuming(role, source, options),
    base,
  );
}

function baseOf(
  { keys, profile }: CredentialSettings,
  env: NodeJS.ProcessEnv,
  options: StsPlace,
): Credentials {
  if (keys) return () => Promise.resolve(keys);
  if (profile === undefined && hasKeys(env)) {
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "", AWS_SESSION_TOKEN } = env;
    return () =>
      Promise.resolve({
        accessKeyId: AWS_ACCESS_KEY_ID,
        secretAccessKey: AWS_SECRET_ACCESS_KEY,
        ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
      });
  }
  const named = profile ?? env.AWS_PROFILE;
  let chain: Promise<Credentials> | undefined;
  return async () => (await (chain ??= chainOf(named, options)))();
}

/**
 * The SDK's default chain, taken from a client: a small one, loaded on demand. It reads the files with the profiles anew, as
 * each run of Pulumi does, and not as this process has read them before.
 */
async function chainOf(profile: string | undefined, { region }: StsPlace): Promise<Credentials> {
  const { SNS } = await import("@aws-sdk/client-sns");
  const options = { region, ...(profile && { profile }), ignoreCache: true };
  const { config } = new SNS(options);
  return () => config.credentials();
}

/** A role's credentials, cached until shortly before they expire. */
function assuming(role: Role, source: Credentials, options: StsPlace): Credentials {
  let current: ReturnType<Credentials> | undefined;
  const assume = async () => {
    const sts = await stsClient.load({ ...options, credentials: source });
    return sts.assumeRole({ ...role, durationSeconds: secondsOf(role.duration) });
  };
  return async () => {
    const known = await current?.catch(() => undefined);
    if (known?.expiration && known.expiration.getTime() - Date.now() > MARGIN_MS) return known;
    current = assume();
    return current;
  };
}

const UNITS: Readonly<Record<string, number>> = { h: 3600, m: 60, s: 1 };

/** Parses a duration in Go's format: `1h30m`. @throws CredentialSettingsError */
function secondsOf(duration: string | undefined): number | undefined {
  if (duration === undefined) return undefined;
  const parts = [...duration.matchAll(/(\d+)([hms])/g)];
  if (parts.length === 0 || parts.map(([part]) => part).join("") !== duration)
    throw new CredentialSettingsError(
      `aws:assumeRoles: "${duration}" is not a duration: write e.g. 1h`,
    );
  return parts.reduce((sum, [, count, unit = ""]) => sum + Number(count) * (UNITS[unit] ?? 0), 0);
}
