/** More keys than a class has listeners, rules and target groups. */
const MOST = 1000;

/** Takes turns in proportion to its weight. */
interface Weighted {
  readonly arn: string;
  readonly weight: number;
}

/**
 * Chooses targets and target groups. Targets of a group take turns; target groups of a rule get their share at any time, not only
 * on average: of ten requests, one goes to a group with a tenth of the weights.
 */
export class Turns {
  readonly #next = new Map<string, number>();
  readonly #credits = new Map<string, Map<string, number>>();

  /** @param key of the group @returns undefined without targets */
  of<T>(key: string, targets: readonly T[]): T | undefined {
    if (this.#next.size >= MOST) this.#next.clear();
    const turn = this.#next.get(key) ?? 0;
    this.#next.set(key, turn + 1);
    return targets[turn % targets.length];
  }

  /** @param key of the rule @returns undefined when no weight is above 0 */
  byWeight<T extends Weighted>(key: string, groups: readonly T[]): T | undefined {
    if (this.#credits.size >= MOST) this.#credits.clear();
    const before = this.#credits.get(key);
    const credits = new Map<string, number>();
    this.#credits.set(key, credits);
    let chosen: T | undefined;
    let most = -Infinity;
    let sum = 0;
    // Each group gets its weight in credits; the one with the most is chosen, and pays the sum of all weights.
    for (const group of groups) {
      if (group.weight <= 0) continue;
      const credit = (before?.get(group.arn) ?? 0) + group.weight;
      credits.set(group.arn, credit);
      sum += group.weight;
      if (credit > most) [chosen, most] = [group, credit];
    }
    if (chosen) credits.set(chosen.arn, most - sum);
    return chosen;
  }
}
