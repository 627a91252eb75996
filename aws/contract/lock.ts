import type { Aws } from "../clients.ts";
import type { DeployedResource } from "./deployed-resource.ts";

/** A protection of AWS's own that is on. */
export interface Locked {
  /** Switches it off. */
  lift(): Promise<unknown>;
  /** Switches it on again, as it was. */
  restore(): Promise<unknown>;
}

/** What keeps AWS from deleting a resource until it is switched off. */
export interface Lock {
  /** AWS's name of it, for a reader: `deletion protection`. */
  readonly name: string;
  /** Asks AWS. @returns undefined while it is off @throws what AWS says instead: the resource may be gone */
  find(aws: Aws, resource: DeployedResource): Promise<Locked | undefined>;
}

/** A lock that is either on or off. */
export function switched(
  name: string,
  isOn: (aws: Aws, resource: DeployedResource) => Promise<boolean | undefined>,
  set: (aws: Aws, resource: DeployedResource, on: boolean) => Promise<unknown>,
): Lock {
  return {
    name,
    find: async (aws, resource) =>
      (await isOn(aws, resource)) === true
        ? {
            lift: () => set(aws, resource, false),
            restore: () => set(aws, resource, true),
          }
        : undefined,
  };
}

/** Where a resource is. @returns undefined where its outputs do not say: where the class is */
export const regionIn = ({ outputs: { region } }: DeployedResource): string | undefined =>
  typeof region === "string" && region !== "" ? region : undefined;
