/** The consequence of the share of the limit that is spent. */
export type Level = "no limit" | "ok" | "warn" | "freeze" | "close";

/** The action on the class. */
export type Act = "freeze" | "close";

/** Shares of `class:maxClassCost`. */
export const SHARES = { warn: 0.8, freeze: 1, close: 1.2 } as const;

/** How long a class is frozen before it is closed. */
export const FROZEN_HOURS = 2;

const FROZEN_MS = FROZEN_HOURS * 3_600_000;

/** The state of a class at one time. */
export interface Situation {
  readonly now: Date;
  /** USD; a lower bound if something could not be read. */
  readonly spent: number;
  /** USD. @default none */
  readonly limit: number | undefined;
  /** When it was first frozen for its cost. */
  readonly frozenSince?: Date | undefined;
  /** Whether the freeze has completed. */
  readonly isFrozen?: boolean;
  /** When it was closed for its cost. */
  readonly closedAt?: Date | undefined;
  /** When the newest resource was created; undefined when there is none. */
  readonly newest?: Date | undefined;
}

export interface Verdict {
  readonly level: Level;
  /** The action to take now. */
  readonly act?: Act;
  readonly why: string;
}

/**
 * The verdict on a class's spending. If something could not be read, only the known part counts: a known sum below a limit proves
 * nothing, one above it is enough.
 */
export function verdictOn(situation: Situation): Verdict {
  const { limit, spent } = situation;
  if (limit === undefined) return { level: "no limit", why: "class:maxClassCost is not set" };
  const share = spent / limit;
  const why = `${Math.floor(share * 100)} % of class:maxClassCost is spent`;
  if (share < SHARES.freeze) return { level: share < SHARES.warn ? "ok" : "warn", why };
  const isLong = frozenFor(situation) >= FROZEN_MS;
  if (share >= SHARES.close || isLong) {
    const reason = share >= SHARES.close ? why : `${why}, frozen for ${FROZEN_HOURS} hours`;
    return { level: "close", why: reason, ...(isLeft(situation) && { act: "close" }) };
  }
  return { level: "freeze", why, ...(!situation.isFrozen && { act: "freeze" }) };
}

const frozenFor = ({ now, frozenSince }: Situation): number =>
  frozenSince === undefined ? 0 : now.getTime() - frozenSince.getTime();

/** Whether there is anything to close: what a close has kept, such as protected data, stays. */
const isLeft = ({ closedAt, newest }: Situation): boolean =>
  newest !== undefined && (closedAt === undefined || newest > closedAt);
