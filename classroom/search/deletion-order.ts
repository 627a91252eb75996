import type { Finder } from "../../aws/contract/finder.ts";

/**
 * Finders in the order in which their resources are deleted: each as early as its `after` allows; finders of one rank do not
 * depend on each other. The order of `finders` does not matter.
 *
 * @throws when `after` names a type without a finder, or finders depend on each other in a cycle
 */
export function deletionOrder(finders: readonly Finder[]): readonly (readonly Finder[])[] {
  const ranks: Finder[][] = [];
  const done = new Set<Finder>();
  for (let left = waiting(finders); left.size > 0;) {
    const ready = [...left].filter(([, needed]) => needed.every((finder) => done.has(finder)));
    if (ready.length === 0)
      throw new Error(`these wait for each other: ${[...left.keys()].map(kindOf).join(", ")}`);
    ranks.push(ready.map(([finder]) => finder));
    for (const [finder] of ready) done.add(finder);
    left = new Map([...left].filter(([finder]) => !done.has(finder)));
  }
  return ranks;
}

const kindOf = ({ kind }: Finder): string => kind;

/** Each finder with those whose resources must be deleted before. */
function waiting(finders: readonly Finder[]): Map<Finder, readonly Finder[]> {
  const byType = new Map(finders.flatMap((finder) => finder.types.map((type) => [type, finder])));
  const finderOf = (type: string, kind: string): Finder => {
    const found = byType.get(type);
    if (found) return found;
    throw new Error(`${kind} is deleted after ${type}, which no finder finds`);
  };
  return new Map(
    finders.map((finder) => [finder, finder.after.map((type) => finderOf(type, finder.kind))]),
  );
}
