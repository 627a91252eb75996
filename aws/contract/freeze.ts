import type { Aws } from "../clients.ts";
import { tagsOf } from "./finder.ts";

/** What is frozen, as a finder has found it. */
export interface Freezable {
  readonly id: string;
  readonly name?: string | undefined;
  readonly arn?: string | undefined;
  readonly region: string;
}

/**
 * How a type that can be stopped is stopped for a while, and started again as it was. What it was is in a tag of the resource:
 * any machine can read it there, and no refresh of a stack loses it.
 */
export interface Freeze {
  /** @returns whether it was running */
  readonly freeze: (aws: Aws, it: Freezable) => Promise<boolean>;
  /** @returns whether it was frozen; what somebody else has stopped stays as it is */
  readonly thaw: (aws: Aws, it: Freezable) => Promise<boolean>;
}

/** The key of the tag of what is frozen. */
export const FROZEN = "class-frozen";

/** What the tag says; undefined without it. */
export const frozenAs = (tags: Parameters<typeof tagsOf>[0]): string | undefined =>
  tagsOf(tags)[FROZEN];
