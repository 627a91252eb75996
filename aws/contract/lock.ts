import type { Aws } from "../clients.ts";
import type { DeployedResource } from "./deployed-resource.ts";

/** A protection on AWS that is switched on. */
export interface Locked {
  /** Switches it off. */
  lift(): Promise<unknown>;
  /** Switches it on again, with its previous settings. */
  restore(): Promise<unknown>;
}

/** A resource that may be locked: the stack's, a template's, or one that was made by hand. */
export type Lockable = Pick<DeployedResource, "id" | "outputs">;

/** A protection that prevents AWS from deleting a resource until it is switched off. */
export interface Lock {
  /** AWS's name for it, shown to a reader: `deletion protection`. */
  readonly name: string;
  /** Queries AWS. @returns undefined when it is off @throws AWS's error, e.g. because the resource no longer exists */
  find(aws: Aws, resource: Lockable): Promise<Locked | undefined>;
}

/** A lock that is either on or off. */
export function switched(
  name: string,
  isOn: (aws: Aws, resource: Lockable) => Promise<boolean | undefined>,
  set: (aws: Aws, resource: Lockable, on: boolean) => Promise<unknown>,
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

/** The region of a resource. @returns undefined when its outputs do not contain it: the class's region */
export const regionIn = ({ outputs: { region } }: Pick<Lockable, "outputs">): string | undefined =>
  typeof region === "string" && region !== "" ? region : undefined;
