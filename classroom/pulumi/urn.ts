import type { DeployedResource } from "../../aws/contract/deployed-resource.ts";
import { groupNamed } from "../../policy/groups.ts";

/** What a resource is called in the program. */
export type ResourceNames = Pick<DeployedResource, "type" | "name" | "group">;

/** `urn:pulumi:STACK::class::class:lab:cdn$class:cdn:Cdn$aws:s3/bucket:Bucket::NAME` */
export function namesIn(urn: string): ResourceNames {
  const [, types = "", name = ""] = /^[^:]*:[^:]*:[^:]*::[^:]*::(.*?)::(.*)$/s.exec(urn) ?? [];
  const all = types.split("$");
  return { type: all.at(-1) ?? "", name, group: groupNamed(all[0] ?? "") ?? "" };
}

/** The lab that a resource hangs below; undefined for what labs share. */
export const labIn = (urn: string): string | undefined =>
  /^urn:pulumi:[^:]*::[^:]*::class:lab:([\w-]+)/.exec(urn)?.[1];
