import type { Gate } from "../../../classroom/gateway/gateway.ts";
import type { Look } from "../../../classroom/search/find-leftovers.ts";
import type { Leftover, Unseen } from "../../../classroom/search/leftover.ts";

export const awsError = (name: string, more: object = {}): Error =>
  Object.assign(new Error("AWS says so"), { name, ...more });

/** An account in which things can be deleted; errors are thrown first, one after the other. It is a gate, too. */
export class FakeAccount implements Gate {
  readonly things = new Map<string, Leftover>();
  readonly log: string[] = [];
  readonly remembered: string[] = [];
  unseen: readonly Unseen[] = [];
  /** What stands against it, by the number of the check. */
  refuse: (checks: number) => void = () => undefined;
  /** What happens before a look, by its number. */
  before: (looks: number) => void = () => undefined;
  #checks = 0;
  #looks = 0;

  add(id: string, its: Partial<Leftover> = {}, ...errors: Error[]): this {
    const remove = () => {
      this.log.push(id);
      const next = errors.shift();
      if (next) return Promise.reject(next);
      this.things.delete(id);
      return Promise.resolve();
    };
    const place = { kind: "volume", region: "ap-northeast-2", order: 0, going: false };
    this.things.set(id, { ...place, id, standing: "proven", why: "in the record", remove, ...its });
    return this;
  }

  get shown(): readonly Leftover[] {
    return [...this.things.values()];
  }

  look(): Promise<Look> {
    this.before(this.#looks++);
    return Promise.resolve({ found: this.shown, unseen: this.unseen });
  }

  check(): Promise<void> {
    this.refuse(this.#checks++);
    return Promise.resolve();
  }

  remember(confirmed: readonly Leftover[]): Promise<void> {
    this.remembered.push(...confirmed.map(({ id }) => id));
    return Promise.resolve();
  }
}

/** A clock that runs as fast as it is waited for. */
export function fastClock() {
  const pauses: number[] = [];
  return {
    pauses,
    sleep: (seconds: number) => Promise.resolve(pauses.push(seconds)),
    now: () => pauses.reduce((sum, pause) => sum + pause, 0),
  };
}
