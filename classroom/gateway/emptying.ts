import type { Aws } from "../../aws/clients.ts";
import type { Tags } from "../../aws/contract/finder.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { MayGoOn } from "./may-go-on.ts";

/** AWS's errors for resources that can be deleted only when they are empty. */
const NOT_EMPTY = /BucketNotEmpty|HostedZoneNotEmpty/;

/**
 * The error of Pulumi's provider for a bucket with a key that XML cannot represent, such as one with a control character: it
 * cannot read the list, and can therefore delete neither the bucket nor an object whose key is a prefix of that key.
 */
const UNREADABLE = /ListObjectVersions[\s\S]*XML syntax error/;

export interface EmptyingOptions {
  /** The class's id; undefined for a class of an older version. */
  readonly id: string | undefined;
  /** Called before each resource, and before each batch of its content. @throws when another run holds the stack */
  readonly check: () => Promise<void>;
  readonly report: Report;
}

/**
 * Empties resources that a destroy could not delete because they are not empty, or because the provider cannot read their
 * content; no others, and not before that destroy.
 *
 * @param left resources still in the stack after that destroy
 * @param errors why a resource was not destroyed, by URN
 * @returns how many were emptied, and why others could not be, by URN
 */
export async function emptyRefused(
  aws: Aws,
  left: readonly DeployedResource[],
  errors: ReadonlyMap<string, string>,
  { id, check, report }: EmptyingOptions,
): Promise<{ readonly emptied: number; readonly failed: ReadonlyMap<string, string> }> {
  const known = await services();
  const [empty, tagsNow] = [joined(known, "empty"), joined(known, "tagsNow")];
  const failed = new Map<string, string>();
  const permission = new MayGoOn(check);
  let emptied = 0;
  for (const resource of left) {
    const emptyIt = empty[resource.type];
    if (!emptyIt || !isRefused(resource, left, errors)) continue;
    await permission.ask();
    try {
      checkOwner(id, await tagsNow[resource.type]?.(aws, resource));
      report(`Emptying ${resource.name} (${resource.id}), which AWS deletes only when it is empty`);
      await emptyIt(aws, resource, permission.ask);
      emptied += 1;
    } catch (error) {
      permission.goOn();
      failed.set(resource.urn, errorMessage(error));
    }
  }
  return { emptied, failed };
}

/**
 * A bucket is known by its name, which somebody else may have taken after the class's was deleted.
 *
 * @throws when its tags are not the class's
 */
function checkOwner(id: string | undefined, tags: Tags | undefined): void {
  if (id === undefined || tags === undefined || tags["class-id"] === id) return;
  throw new Error(
    `It was not emptied: its tag class-id is ${tags["class-id"] ?? "missing"}, and the class's id is ${id}, so it may be somebody else's ` +
      "with the same name. If it is the class's, set that tag, or empty it by hand; then run the same command again",
  );
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
