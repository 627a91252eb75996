import type { Tags } from "./finder.ts";

/** A try on AWS, of which nothing may stay. */
export interface Trial {
  /** The name of what is made, which nothing else has. */
  readonly name: string;
  /** The class's tags: what cannot be removed is found by them. */
  readonly tags: Tags;
  /**
   * Notes what is about to be made, so that it is removed even if AWS's answer gets lost. What was noted last is removed
   * first.
   *
   * @param what it is, for a reader: `load balancer preflight-x7k2`
   * @param remove removes it, or begins to; is called until it returns false, or AWS says that it does not exist
   */
  making(what: string, remove: () => Promise<boolean>): void;
}

/** Tags as AWS's lists. */
export const tagList = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
