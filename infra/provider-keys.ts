import { z } from "zod";
import { INSTEAD } from "../aws/credentials/credential-settings.ts";
import { type Problem, problemsOf } from "../labs/contract/problems.ts";
import { awsRegion } from "../labs/contract/region.ts";
import { accountId } from "../labs/contract/settings.ts";
import { matching } from "../labs/contract/text-setting.ts";

const address = () =>
  matching(/^https?:\/\/[^\s/]+/, {
    reason: "not an address that begins with http:// or https://",
    fix: "write e.g. http://proxy.example.com:3128",
  });

const roleArn = () =>
  matching(/^arn:aws[\w-]*:iam::\d{12}:role\/\S+$/, {
    reason: "not the ARN of a role",
    fix: "write e.g. arn:aws:iam::123456789012:role/class",
  });

const texts = () => z.array(z.string());
const count = () => z.int().min(0);

/**
 * Keys in namespace `aws`: the provider's, as in `@pulumi/aws/config`, and Pulumi's own for any provider. The provider would
 * report an invalid value only after minutes, or not at all.
 */
const KEYS = {
  accessKey: z.string(),
  allowedAccountIds: z.array(accountId()),
  assumeRoleWithWebIdentity: z.unknown(),
  assumeRoles: z.array(z.looseObject({ roleArn: roleArn() })),
  customCaBundle: z.string(),
  defaultTags: z.strictObject({ tags: z.record(z.string(), z.string()).optional() }),
  ec2MetadataServiceEndpoint: address(),
  ec2MetadataServiceEndpointMode: z.enum(["IPv4", "IPv6"]),
  endpoints: z.array(z.record(z.string(), z.string())),
  forbiddenAccountIds: z.array(accountId()),
  httpProxy: address(),
  httpsProxy: address(),
  ignoreTags: z.strictObject({ keys: texts().optional(), keyPrefixes: texts().optional() }),
  insecure: z.boolean(),
  maxRetries: count(),
  noProxy: z.string(),
  profile: z.string(),
  region: z.unknown(), // the class's own key; its errors are reported where it is read
  retryMode: z.enum(["standard", "adaptive"]),
  s3UsEast1RegionalEndpoint: z.enum(["legacy", "regional"]),
  s3UsePathStyle: z.boolean(),
  secretKey: z.string(),
  sharedConfigFiles: z.unknown(),
  sharedCredentialsFiles: z.unknown(),
  skipCredentialsValidation: z.boolean(),
  skipMetadataApiCheck: z.boolean(),
  skipRegionValidation: z.boolean(),
  skipRequestingAccountId: z.boolean(),
  stsRegion: awsRegion(),
  tagPolicyCompliance: z.string(),
  token: z.string(),
  tokenBucketRateLimiterCapacity: count(),
  useDualstackEndpoint: z.boolean(),
  useFipsEndpoint: z.boolean(),
  userAgents: texts(),
  pluginDownloadURL: z.string(),
  version: z.string(),
} satisfies Record<string, z.ZodType>;

export const PROVIDER_KEYS: readonly string[] = Object.keys(KEYS);

/** The errors in the values of the provider's keys. */
export const providerFaults = (values: Readonly<Record<string, string>>): Problem[] =>
  Object.entries(KEYS).flatMap(([name, schema]) => {
    const key = `aws:${name}`;
    const text = values[key];
    if (text === undefined) return [];
    const instead = INSTEAD[name];
    if (instead !== undefined) {
      const reason = "not supported: these commands do not read it";
      return [{ key, value: text, reason, fix: `set ${instead} instead, which Pulumi reads too` }];
    }
    const value = decoded(schema, text);
    const result = schema.safeParse(value);
    return result.success ? [] : problemsOf(key, value, schema, result.error);
  });

/** Pulumi passes every value as text; other types are JSON, and so is a list where text is expected. */
export function decoded(schema: unknown, text: string): unknown {
  const value = parsed(text);
  const isText = schema instanceof z.ZodString || schema instanceof z.ZodEnum;
  return isText && (value === null || typeof value !== "object") ? text : value;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text; // the schema reports the error
  }
}
