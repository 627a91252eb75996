import { setTimeout } from "node:timers/promises";
import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import { errorMessage } from "../../lib/errors.ts";
import type { Report } from "../../lib/progress.ts";
import { deployedResources } from "../pulumi/deployed-class.ts";
import type { ClassStack } from "../stack/open-stack.ts";

/** A resource that would not go. */
export interface Stuck {
  readonly resource: DeployedResource;
  /** What AWS, or Pulumi, said of it last. */
  readonly reason: string;
}

export interface DestroyOptions {
  readonly report: Report;
  /** Waits, in milliseconds. @default the clock */
  readonly sleep?: (ms: number) => Promise<unknown>;
}

/**
 * How long to wait before each further try, in seconds: network interfaces of load balancers and file systems go
 * minutes after what they belonged to, and until then hold on to groups and subnets.
 */
const PAUSES = [5, 15, 30, 60];

/** What depends on something that is stuck is not tried, and nothing is said of it. */
const WAITS = "it waits for the others";

/**
 * Destroys all of a stack, trying again what did not go.
 *
 * @param resources what the stack has
 * @returns what is stuck after the last try; it stays in the stack's record
 */
export async function destroyAll(
  { stack, aws }: ClassStack,
  resources: readonly DeployedResource[],
  { report, sleep = setTimeout }: DestroyOptions,
): Promise<Stuck[]> {
  let left = resources;
  for (let attempt = 0; ; attempt++) {
    const reasons = new Map(await emptyAll(aws, left));
    // After a failure the record may name what is gone by now.
    const errors = await stack.destroy({ refresh: attempt > 0 });
    if (errors === undefined) return [];
    for (const [urn, reason] of errors) reasons.set(urn, reason);
    left = deployedResources(await stack.export());
    const pause = PAUSES[attempt];
    if (pause === undefined || left.length === 0) return stuckOf(left, reasons);
    report(
      `${left.length} resources are still there; try ${attempt + 2} of ${PAUSES.length + 1} in ${pause} s`,
    );
    await sleep(pause * 1000);
  }
}

/** Empties what AWS deletes only when it is empty. @returns why something could not be emptied, by URN */
async function emptyAll(
  aws: Aws,
  resources: readonly DeployedResource[],
): Promise<[string, string][]> {
  const empty = joined(await services(), "empty");
  const failed: [string, string][] = [];
  for (const resource of resources) {
    try {
      await empty[resource.type]?.(aws, resource);
    } catch (error) {
      failed.push([resource.urn, errorMessage(error)]);
    }
  }
  return failed;
}

const stuckOf = (
  left: readonly DeployedResource[],
  reasons: ReadonlyMap<string, string>,
): Stuck[] => left.map((resource) => ({ resource, reason: reasons.get(resource.urn) ?? WAITS }));
