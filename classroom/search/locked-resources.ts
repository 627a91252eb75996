import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { Lockable, Locked } from "../../aws/contract/lock.ts";
import { isAbsence, saying } from "../../aws/errors.ts";
import { joined, services } from "../../aws/services.ts";
import type { Report } from "../../lib/progress.ts";
import { withInner } from "./inner-resources.ts";
import type { Leftover } from "./leftover.ts";

/** A resource for which a lock is looked for. */
interface Asked extends Lockable, Pick<DeployedResource, "type" | "name"> {}

/** A resource that AWS does not delete, whatever the state says: AWS's own protection is on. */
export interface LockedAs<T extends Asked> extends Locked {
  readonly resource: T;
  /** AWS's name of the protection. */
  readonly lock: string;
}

export type LockedResource = LockedAs<DeployedResource>;

/** A locked resource that was made by hand. */
export type LockedByHand = LockedAs<Asked & { readonly found: Leftover }>;

/**
 * Asks AWS which resources of a stack are locked, including those of templates: the state does not have a protection that was
 * switched on by hand.
 *
 * @param report gets the resources AWS gives no answer about: they may be locked
 */
export async function lockedResources(
  aws: Aws,
  resources: readonly DeployedResource[],
  report: Report,
): Promise<readonly LockedResource[]> {
  const all = await withInner(aws, resources, ({ name, id }, error) => {
    report(`What ${name} (${id}) contains may be locked: ${saying(error)}`);
  });
  return lockedOf(aws, all, report);
}

/** The same for resources that were made by hand. */
export const lockedByHand = (
  aws: Aws,
  made: readonly Leftover[],
  report: Report,
): Promise<readonly LockedByHand[]> =>
  lockedOf(
    aws,
    made.flatMap((found) => {
      const { type, id, name = id, region } = found;
      return type === undefined ? [] : [{ type, id, name, outputs: { region }, found }];
    }),
    report,
  );

async function lockedOf<T extends Asked>(
  aws: Aws,
  resources: readonly T[],
  report: Report,
): Promise<readonly LockedAs<T>[]> {
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
