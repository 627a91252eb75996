import type { Aws } from "../clients.ts";
import { tagsOf } from "./finder.ts";

/** A resource to freeze, as a finder has found it. */
export interface Freezable {
  readonly id: string;
  readonly name?: string | undefined;
  readonly arn?: string | undefined;
  readonly region: string;
}

/**
 * How to stop resources of a type temporarily, and start them again in their previous state. That state is stored in a tag of
 * the resource: every machine can read it there, and a refresh of a stack does not lose it.
 */
export interface Freeze {
  /** @returns whether it was running */
  readonly freeze: (aws: Aws, it: Freezable) => Promise<boolean>;
  /** @returns whether it was frozen; a resource that somebody else has stopped stays stopped */
  readonly thaw: (aws: Aws, it: Freezable) => Promise<boolean>;
}

/** The key of the tag on frozen resources. */
export const FROZEN = "class-frozen";

/** The tag's value; undefined without the tag. */
export const frozenAs = (tags: Parameters<typeof tagsOf>[0]): string | undefined =>
  tagsOf(tags)[FROZEN];
