import type { Tags } from "./finder.ts";

/** A trial on AWS that leaves nothing behind. */
export interface Trial {
  /** The name of the resources that it creates; no other resource has it. */
  readonly name: string;
  /** The class's tags, by which resources are found that could not be removed. */
  readonly tags: Tags;
  /**
   * Records what is about to be created, so that it is removed even if AWS's answer is lost. Resources are removed in reverse
   * order.
   *
   * @param what its name, for a reader: `load balancer preflight-x7k2`
   * @param remove removes it, or starts to; is called until it returns false, or AWS reports that it does not exist
   */
  making(what: string, remove: () => Promise<boolean>): void;
}

/** Tags in AWS's list format. */
export const tagList = (tags: Tags): { Key: string; Value: string }[] =>
  Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
