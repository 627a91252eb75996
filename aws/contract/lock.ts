import type { Aws } from "../clients.ts";
import { saying } from "../errors.ts";
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

/**
 * Protections of several parts of a resource, which is deletable only without all of them: when one cannot be switched off,
 * those that were are switched on again.
 *
 * @param parts by the name of the part, for a reader
 */
export function together(parts: ReadonlyMap<string, Locked>): Locked {
  return {
    async lift() {
      const lifted = new Map<string, Locked>();
      try {
        for (const [name, part] of parts) {
          await part.lift();
          lifted.set(name, part);
        }
      } catch (error) {
        const open = await restoreAll(lifted);
        if (open.length === 0) throw error;
        throw new Error([saying(error), ...open].join("; "), { cause: error });
      }
    },
    async restore() {
      const open = await restoreAll(parts);
      if (open.length > 0) throw new Error(open.join("; "));
    },
  };
}

/** @returns what could not be switched on again, with AWS's reason */
async function restoreAll(parts: ReadonlyMap<string, Locked>): Promise<readonly string[]> {
  const open: string[] = [];
  for (const [name, part] of parts) {
    try {
      await part.restore();
    } catch (error) {
      open.push(`${name} could not be locked again: ${saying(error)}`);
    }
  }
  return open;
}

/** The region of a resource. @returns undefined when its outputs do not contain it: the class's region */
export const regionIn = ({ outputs: { region } }: Pick<Lockable, "outputs">): string | undefined =>
  typeof region === "string" && region !== "" ? region : undefined;
