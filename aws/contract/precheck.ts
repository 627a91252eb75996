import type { Place } from "./finder.ts";
import type { Inventory, PricedResource } from "./priced-resource.ts";
import type { Trial } from "./trial.ts";

/** Unknown is never ok. */
export type Verdict = "ok" | "fail" | "unknown";

/** What a look before the class has shown. */
export interface Answer {
  /** What was asked, where a precheck asks several things. @default the precheck's own */
  readonly what?: string;
  readonly verdict: Verdict;
  /** What was seen, or why nothing could be. */
  readonly seen: string;
  /** What to do when it is not ok. */
  readonly fix?: string;
}

/** What a precheck is about: a class's resources of its types in one region. */
export interface Asked {
  readonly place: Place;
  readonly resources: readonly PricedResource[];
  /** All resources of the class. */
  readonly inventory: Inventory;
}

/**
 * Something that must be so before a class comes up, or AWS refuses its resources: a gate of the account, or an offer
 * of the region. Read-only, and bounded by who asks.
 */
export interface Precheck {
  /** What it is, for a reader: `load balancers may be created`. */
  readonly what: string;
  /** Types of resources, or functions of the provider, that it is asked for. */
  readonly types: readonly string[];
  /** Whether one answer is for all regions. @default false */
  readonly global?: boolean;
  /** Whether an emulator's answer means nothing: it has no such gate. @default false */
  readonly awsOnly?: boolean;
  /** @returns nothing when it does not concern this class */
  ask(asked: Asked): Promise<readonly Answer[]>;
  /** Makes one such resource where asking does not answer it. @throws what AWS refuses it with, unless it is this gate */
  readonly attempt?: (asked: Asked, trial: Trial) => Promise<Answer>;
}

/** How AWS's refusal of a try reads. */
export const refusal = (error: unknown, sign: RegExp): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  return sign.test(`${error.name}: ${error.message}`) ? error.message : undefined;
};
