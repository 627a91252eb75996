import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { joined, services } from "../../aws/services.ts";
import type { ClassStack } from "../stack/open-stack.ts";

/** Lets everything of a stack be destroyed: lifts Pulumi's protection, and AWS's own where a service has one. */
export async function liftProtection(
  { stack, aws }: ClassStack,
  resources: readonly DeployedResource[],
): Promise<void> {
  await stack.unprotect();
  const locks = joined(await services(), "locks");
  for (const resource of resources) {
    const lock = locks[resource.type];
    if (lock?.isOn(resource.outputs)) await lock.unlock(aws, resource);
  }
}
