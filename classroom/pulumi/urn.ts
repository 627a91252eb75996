import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { groupNamed } from "../../policy/groups.ts";

/** The type, name and group of a resource in the program. */
export type ResourceNames = Pick<DeployedResource, "type" | "name" | "group">;

/** `urn:pulumi:STACK::class::class:lab:cdn$class:cdn:Cdn$aws:s3/bucket:Bucket::NAME` */
export function namesIn(urn: string): ResourceNames {
  const [, types = "", name = ""] = /^[^:]*:[^:]*:[^:]*::[^:]*::(.*?)::(.*)$/s.exec(urn) ?? [];
  const all = types.split("$");
  return { type: all.at(-1) ?? "", name, group: groupNamed(all[0] ?? "") ?? "" };
}

/** The lab at the top of a resource's tree; undefined for shared resources. */
export const labIn = (urn: string): string | undefined =>
  /^urn:pulumi:[^:]*::[^:]*::class:lab:([\w-]+)/.exec(urn)?.[1];
