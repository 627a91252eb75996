import pMap from "p-map";
import type { Aws } from "../../aws/clients.ts";
import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { isAbsence } from "../../aws/errors.ts";
import { joined, services } from "../../aws/services.ts";

/**
 * The resources of a stack, with those that AWS has created from them and that Pulumi does not track: a template's.
 *
 * @param unknown gets a resource for which AWS does not list them
 */
export async function withInner(
  aws: Aws,
  resources: readonly DeployedResource[],
  unknown: (resource: DeployedResource, error: unknown) => void,
): Promise<readonly DeployedResource[]> {
  const inner = joined(await services(), "inner");
  const found = await pMap(
    resources.filter(({ type }) => inner[type] !== undefined),
    async (resource) => {
      try {
        return (await inner[resource.type]?.(aws, resource)) ?? [];
      } catch (error) {
        if (!isAbsence(error)) unknown(resource, error);
        return [];
      }
    },
    { concurrency: 8 },
  );
  return [...resources, ...found.flat()];
}
