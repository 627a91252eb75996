import { z } from "zod";
import { ExplainedError } from "../../lib/errors.ts";

/** A credential setting of the AWS provider that these commands do not support. */
export class CredentialSettingsError extends ExplainedError {}

/** Settings that only the provider would read, and the setting to use instead, which Pulumi and these commands both read. */
export const INSTEAD: Readonly<Record<string, string>> = {
  assumeRoleWithWebIdentity: "AWS_ROLE_ARN and AWS_WEB_IDENTITY_TOKEN_FILE",
  sharedConfigFiles: "AWS_CONFIG_FILE",
  sharedCredentialsFiles: "AWS_SHARED_CREDENTIALS_FILE",
};

const ROLE = z.object({
  roleArn: z.string(),
  sessionName: z.string().optional(),
  externalId: z.string().optional(),
  duration: z.string().optional(),
  policy: z.string().optional(),
  sourceIdentity: z.string().optional(),
});

/** A role to assume, as in `aws:assumeRoles`. */
export type Role = z.output<typeof ROLE>;

/** The credentials that a stack is deployed with, according to its `aws:` settings. Without any, the environment decides. */
export interface CredentialSettings {
  readonly profile?: string;
  /** Access keys in the settings themselves. */
  readonly keys?: {
    readonly accessKeyId: string;
    readonly secretAccessKey: string;
    readonly sessionToken?: string;
  };
  /** Assumed one after the other. @default none */
  readonly roles: readonly Role[];
  /** The accounts that the provider may work in. @default any */
  readonly allowedAccountIds: readonly string[];
  /** Endpoints that the provider calls instead of AWS, for any service. @default none */
  readonly endpoints?: readonly string[];
}

/**
 * Reads the AWS provider's credential settings.
 *
 * @param values by name without `aws:`; values that are not text as JSON, as in Pulumi
 * @param where the name to use in an error: `Pulumi.dev.yaml`
 * @throws CredentialSettingsError for a setting that would lead to another account if it were ignored
 */
export function credentialSettings(
  values: Readonly<Record<string, string | undefined>>,
  where: string,
): CredentialSettings {
  for (const [name, instead] of Object.entries(INSTEAD))
    if (values[name] !== undefined)
      throw new CredentialSettingsError(
        `aws:${name} in ${where} is not supported: set ${instead} instead, which Pulumi and these commands both read`,
      );
  const { profile, accessKey, secretKey, token } = values;
  const read = <S extends z.ZodType>(name: string, schema: S) => {
    const text = values[name];
    if (text === undefined || text === "") return undefined;
    const { success, data } = schema.safeParse(parsed(text));
    if (success) return data;
    throw new CredentialSettingsError(
      `aws:${name} in ${where} cannot be read: see https://www.pulumi.com/registry/packages/aws/installation-configuration/`,
    );
  };
  const single = read("assumeRole", ROLE);
  const endpoints = read("endpoints", z.array(z.record(z.string(), z.string()))) ?? [];
  return {
    ...(profile && { profile }),
    ...(accessKey &&
      secretKey && {
        keys: {
          accessKeyId: accessKey,
          secretAccessKey: secretKey,
          ...(token && { sessionToken: token }),
        },
      }),
    roles: read("assumeRoles", z.array(ROLE)) ?? (single ? [single] : []),
    allowedAccountIds: read("allowedAccountIds", z.array(z.coerce.string())) ?? [],
    ...(endpoints.length > 0 && { endpoints: endpoints.flatMap((each) => Object.values(each)) }),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the schema rejects it
  }
}
