import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import type { ClassIdentity } from "../../infra/identity.ts";
import { IDENTITY } from "./class-identity.ts";

/**
 * The identity of a class from the tags of its resources, for a stack without outputs because its first `up` was interrupted.
 *
 * @param peerRegion the class's second region, which is in no tag
 */
export function identityOfResources(
  resources: readonly DeployedResource[],
  peerRegion: string,
): ClassIdentity | undefined {
  for (const { outputs } of resources) {
    const tags = (outputs.tagsAll ?? outputs.tags) as Record<string, unknown> | undefined;
    const { class: name, "class-id": id, environment, owner, expires } = tags ?? {};
    const region = regionIn(outputs);
    const found = IDENTITY.safeParse({ id, name, environment, owner, expires, region, peerRegion });
    if (found.success) return found.data;
  }
  return undefined;
}

function regionIn({ region, arn }: DeployedResource["outputs"]): string | undefined {
  if (typeof region === "string") return region;
  const [inArn] = typeof arn === "string" ? arn.split(":").slice(3, 4) : [];
  return inArn === "" ? undefined : inArn;
}
