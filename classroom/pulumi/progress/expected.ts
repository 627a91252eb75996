import { labIn } from "../urn.ts";

/** The line for shared resources: the network, the key pair, zones. */
export const SHARED = "shared";

/** What is known in advance about an operation's resources. */
export interface Expected {
  /** Whether the resources will be created, or exist and will be compared with AWS or deleted. */
  readonly kind: "up" | "refresh" | "destroy";
  /** Number of resources, by lab and for `SHARED`, in display order. */
  readonly counts: ReadonlyMap<string, number>;
}

/**
 * The resources of an `up`.
 *
 * @param labs those that are on
 * @param resources AWS resources, each with its lab or foundation, from the program on mocks
 */
export function expectedUp(
  labs: readonly string[],
  resources: readonly { readonly lab: string }[],
): Expected {
  const found = Map.groupBy(resources, ({ lab }) => (labs.includes(lab) ? lab : SHARED));
  const counts = [SHARED, ...labs].map((line) => [line, found.get(line)?.length ?? 0] as const);
  return { kind: "up", counts: new Map(counts.filter(([, count]) => count > 0)) };
}

/** The resources that a destroy deletes. @param resources AWS resources in the stack's state */
export function expectedDestroy(resources: readonly { readonly urn: string }[]): Expected {
  const found = Map.groupBy(resources, ({ urn }) => lineOfUrn(urn));
  return { kind: "destroy", counts: new Map([...found].map(([line, all]) => [line, all.length])) };
}

/** The resources that a refresh compares. @param expected of the operation that it is for */
export const expectedRefresh = (expected?: Expected): Expected => ({
  ...{ kind: "refresh", counts: expected?.counts ?? new Map() },
});

/** The line on which a resource of a stack is counted. */
export const lineOfUrn = (urn: string): string => labIn(urn) ?? SHARED;
