import { randomUUID } from "node:crypto";
import * as pulumi from "@pulumi/pulumi";
import { errorMessage } from "../../lib/errors.ts";
import { takesHooks } from "../shared/hooks.ts";
import { providerCredentials } from "../shared/provider-credentials.ts";

export interface InvalidationArgs {
  readonly distributionId: pulumi.Input<string>;
  /** The version of each file, by key: content, type and cache rule. */
  readonly versions: Readonly<Record<string, string>>;
  /** The key that is returned for `/`, e.g. `index.html`. */
  readonly rootObject: string;
}

/** The arguments of the last finished deployment, as stored in the state. */
export interface Deployed {
  readonly distributionId: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly rootObject: string;
}

/**
 * Removes changed files from CloudFront's caches, with one invalidation per `pulumi up`.
 *
 * It creates no resource. Its inputs record the files in the state, and a hook that runs before they change compares old and
 * new. Let it depend on the uploads, so that it runs after them. When CloudFront refuses, the update fails without changing
 * the state, and the next `pulumi up` tries again. Needs a Pulumi version with resource hooks (3.182 or later). It uses the
 * credentials of the stack's AWS provider.
 *
 * The first 1,000 paths of a month are free, then $0.005 each.
 *
 * @example new Invalidation("site", { distributionId, versions: { "index.html": "9f86d0" }, rootObject: "index.html" });
 */
export class Invalidation extends pulumi.ComponentResource {
  constructor(name: string, args: InvalidationArgs, opts?: pulumi.ComponentResourceOptions) {
    super("class:invalidation:Invalidation", name, args, {
      ...opts,
      hooks: takesHooks() ? { beforeUpdate: [invalidateChanges] } : undefined,
    });
    this.registerOutputs({});
  }
}

/** The hook: compares the files of the last deployment with the new ones, and asks CloudFront. */
export async function invalidateChanges({
  oldInputs,
  newInputs,
}: pulumi.ResourceHookArgs): Promise<void> {
  const paths = invalidationPaths(oldInputs as Deployed, newInputs as Deployed);
  if (paths.length > 0) await invalidate((newInputs as Deployed).distributionId, paths);
}

/** CloudFront's limit for paths in progress at the same time. */
const MAX_PATHS = 3000;

/**
 * The URL paths whose cached copies are outdated: those of changed and deleted files, not of new ones. A deleted file is still
 * in the bucket at that time (Pulumi deletes last); a copy fetched then stays for its Cache-Control.
 */
export function invalidationPaths(before: Deployed, after: Deployed): string[] {
  // A new distribution starts with empty caches.
  if (before.distributionId !== after.distributionId) return [];
  const changed = Object.keys(before.versions).filter(
    (key) => before.versions[key] !== after.versions[key],
  );
  const paths = new Set(changed.flatMap(urlPaths));
  if (before.rootObject !== after.rootObject || changed.includes(after.rootObject)) paths.add("/");
  return paths.size > MAX_PATHS ? ["/*"] : [...paths].sort();
}

/**
 * A key in CloudFront's format for invalidations: it refuses unsafe characters that are not encoded (RFC 1738: `~`, too), `*` would
 * be a wildcard, and a path that is encoded without need may not count for one that is not. Browsers send `$`, `+` and `,` as they
 * stand in a link: either way is named.
 * https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-objects.html
 */
function urlPaths(key: string): readonly string[] {
  const names = key
    .split("/")
    .map((name) => encodeURIComponent(name).replaceAll("~", "%7E").replaceAll("*", "%2A"));
  const encoded = `/${names.join("/")}`;
  return [encoded, encoded.replace(/%(24|2B|2C)/g, decodeURIComponent)];
}

/** The region of CloudFront's global endpoint. */
const REGION = "us-east-1";

async function invalidate(distributionId: string, paths: readonly string[]): Promise<void> {
  // Loading the client takes a while, and most runs change no file.
  const { CloudFront } = await import("@aws-sdk/client-cloudfront");
  const cloudFront = new CloudFront({ region: REGION, credentials: providerCredentials(REGION) });
  const Paths = { Quantity: paths.length, Items: [...paths] };
  try {
    await cloudFront.createInvalidation({
      DistributionId: distributionId,
      InvalidationBatch: { CallerReference: randomUUID(), Paths },
    });
  } catch (error) {
    throw new Error(
      `CloudFront still serves the old ${paths.join(" ")}: ${errorMessage(error)}; ` +
        `deploy again, or run: aws cloudfront create-invalidation --distribution-id ${distributionId} --paths ${paths.map((path) => `'${path}'`).join(" ")}`,
      { cause: error },
    );
  } finally {
    cloudFront.destroy();
  }
}
