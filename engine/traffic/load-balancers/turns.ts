/** More keys than a class has listeners, rules and target groups. */
const MOST = 1000;

/** What takes turns, in proportion to its weight. */
interface Weighted {
  readonly arn: string;
  readonly weight: number;
}

/**
 * Whose turn it is. Targets of a group take turns one after the other; target groups of a rule so that each has its share
 * at any moment, not by chance only: of ten requests, one goes to a group with a tenth of the weights.
 */
export class Turns {
  readonly #next = new Map<string, number>();
  readonly #credits = new Map<string, Map<string, number>>();

  /** @param key of the group @returns undefined when there is nobody */
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
    // Each gets its weight in credits; who has most pays what all have got.
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
