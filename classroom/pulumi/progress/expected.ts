import { labIn } from "../urn.ts";

/** The line of what belongs to no lab: the network, the key pair, zones. */
export const SHARED = "shared";

/** What an operation is going to deal with, as far as it is known before. */
export interface Expected {
  /** Whether the resources are what there will be, or what there is and goes. */
  readonly kind: "up" | "destroy";
  /** How many resources, by lab and for `SHARED`, in the order in which they are shown. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * What an `up` makes.
 *
 * @param labs those that are on
 * @param resources AWS's, each with its lab or foundation, by the program on mocks
 */
export function expectedUp(
  labs: readonly string[],
  resources: readonly { readonly lab: string }[],
): Expected {
  const found = Map.groupBy(resources, ({ lab }) => (labs.includes(lab) ? lab : SHARED));
  const counts = [SHARED, ...labs].map((line) => [line, found.get(line)?.length ?? 0] as const);
  return { kind: "up", counts: new Map(counts.filter(([, count]) => count > 0)) };
}

/** What a destroy deletes. @param resources AWS's, in the stack's record */
export function expectedDestroy(resources: readonly { readonly urn: string }[]): Expected {
  const found = Map.groupBy(resources, ({ urn }) => lineOfUrn(urn));
  return { kind: "destroy", counts: new Map([...found].map(([line, all]) => [line, all.length])) };
}

/** The line that a resource of a stack counts for. */
export const lineOfUrn = (urn: string): string => labIn(urn) ?? SHARED;
