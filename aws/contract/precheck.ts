import type { Place } from "./finder.ts";
import type { Inventory, PricedResource } from "./priced-resource.ts";
import type { Trial } from "./trial.ts";

/** "unknown" never counts as ok. */
export type Verdict = "ok" | "fail" | "unknown";

/** The result of a check before the class. */
export interface Answer {
  /** What was checked, when a precheck checks several things. @default the precheck's own `what` */
  readonly what?: string;
  readonly verdict: Verdict;
  /** What was observed, or why nothing could be observed. */
  readonly seen: string;
  /** What to do when the verdict is not ok. */
  readonly fix?: string;
}

/** The scope of a precheck: a class's resources of its types in one region. */
export interface PrecheckInput {
  readonly place: Place;
  readonly resources: readonly PricedResource[];
  /** All resources of the class. */
  readonly inventory: Inventory;
}

/**
 * A condition for creating a class's resources on AWS: something the account must be allowed, or the region must offer. It is
 * read-only; the caller limits its time.
 */
export interface Precheck {
  /** What is checked, for a reader: `load balancers may be created`. */
  readonly what: string;
  /** The types of resources, or functions of the provider, that need the check. */
  readonly types: readonly string[];
  /** Whether one answer covers all regions. @default false */
  readonly global?: boolean;
  /** Whether the check is meaningless on an emulator, which has no such restriction. @default false */
  readonly awsOnly?: boolean;
  /** @returns an empty list when this class is not concerned */
  ask(asked: PrecheckInput): Promise<readonly Answer[]>;
  /**
   * Creates such a resource for a moment, where read-only calls cannot answer. @throws AWS's error, unless it is the one that
   * this check looks for
   */
  readonly attempt?: (asked: PrecheckInput, trial: Trial) => Promise<Answer>;
}

/** AWS's error message when it matches the refusal that a check looks for. */
export const refusal = (error: unknown, sign: RegExp): string | undefined => {
  if (!(error instanceof Error)) return undefined;
  return sign.test(`${error.name}: ${error.message}`) ? error.message : undefined;
};
