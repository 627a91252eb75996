import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";

/** AWS's errors for resources that can be deleted only when they are empty. */
const NOT_EMPTY = /BucketNotEmpty|HostedZoneNotEmpty/;

/**
 * The error of Pulumi's provider for a bucket with a key that XML cannot represent, such as one with a control character: it
 * cannot read the list, and can therefore delete neither the bucket nor an object whose key is a prefix of that key.
 */
const UNREADABLE = /ListObjectVersions[\s\S]*XML syntax error/;

/**
 * Empties resources that a destroy could not delete because they are not empty, or because the provider cannot read their
 * content; no others, and not before that destroy.
 *
 * @param left resources still in the stack after that destroy
 * @param errors why a resource was not destroyed, by URN
 * @param check called before each resource, and before each batch of its content. @throws when another run holds the stack
 * @returns how many were emptied, and why others could not be, by URN
 */
export async function emptyRefused(
  aws: Aws,
  left: readonly DeployedResource[],
  errors: ReadonlyMap<string, string>,
  { check, report }: { readonly check: () => Promise<void>; readonly report: Report },
): Promise<{ readonly emptied: number; readonly failed: ReadonlyMap<string, string> }> {
  const empty = joined(await services(), "empty");
  const failed = new Map<string, string>();
  let refusal: unknown;
  const asked = async (): Promise<void> => {
    try {
      await check();
    } catch (error) {
      refusal = error;
      throw error;
    }
  };
  let emptied = 0;
  for (const resource of left) {
    const emptyIt = empty[resource.type];
    if (!emptyIt || !isRefused(resource, left, errors)) continue;
    await asked();
    try {
      report(`Emptying ${resource.name} (${resource.id}), which AWS deletes only when it is empty`);
      await emptyIt(aws, resource, asked);
      emptied += 1;
    } catch (error) {
      if (refusal !== undefined) throw refusal as Error;
      failed.set(resource.urn, errorMessage(error));
    }
  }
  return { emptied, failed };
}

/** Whether a resource, or a part that refers to it, could not be deleted because of its other content. */
function isRefused(
  { urn, id }: DeployedResource,
  left: readonly DeployedResource[],
  errors: ReadonlyMap<string, string>,
): boolean {
  const message = errors.get(urn) ?? "";
  if (NOT_EMPTY.test(message) || UNREADABLE.test(message)) return true;
  return left.some(
    (part) =>
      UNREADABLE.test(errors.get(part.urn) ?? "") && Object.values(part.outputs).includes(id),
  );
}
