import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { Locked } from "../../aws/contract/lock.ts";
import { isAbsence, saying } from "../../aws/errors.ts";
import { joined, services } from "../../aws/services.ts";
import type { Report } from "../../lib/progress.ts";

/** A resource that AWS does not delete, whatever the state says: AWS's own protection is on. */
export interface LockedResource extends Locked {
  readonly resource: DeployedResource;
  /** AWS's name of the protection. */
  readonly lock: string;
}

/**
 * Asks AWS which resources are locked: the state does not have a protection that was switched on by hand.
 *
 * @param report gets the resources AWS gives no answer about: they may be locked
 */
export async function lockedResources(
  aws: Aws,
  resources: readonly DeployedResource[],
  report: Report,
): Promise<readonly LockedResource[]> {
  const locks = joined(await services(), "locks");
  const questions = resources.flatMap((resource) =>
    (locks[resource.type] ?? []).map((lock) => ({ resource, lock })),
  );
  const answers = await pMap(
    questions,
    async ({ resource, lock }) => {
      try {
        const locked = await lock.find(aws, resource);
        return locked && { ...locked, resource, lock: lock.name };
      } catch (error) {
        // A deleted resource is not locked.
        if (!isAbsence(error))
          report(`${resource.name} (${resource.id}) may have ${lock.name}: ${saying(error)}`);
        return undefined;
      }
    },
    { concurrency: 8 },
  );
  return answers.filter((answer) => answer !== undefined);
}
