import type { Charge } from "../../aws/contract/charge.ts";
import type { Standing } from "./evidence.ts";

/** A resource of the class that still exists after it. */
export interface Leftover {
  readonly kind: string;
  readonly id: string;
  readonly arn?: string | undefined;
  readonly name?: string | undefined;
  readonly region: string;
  readonly lab?: string | undefined;
  readonly createdAt?: Date | undefined;
  /** How certain it is that it is the class's. */
  readonly standing: Standing;
  /** Why it is the class's. */
  readonly why: string;
  /** Pulumi's type, as in the stack's record. */
  readonly type?: string | undefined;
  /** Its cost as long as it exists; empty when AWS does not charge for it. @default not priced */
  readonly charges?: readonly Charge[] | undefined;
  /** The part of a resource that it is: CloudTrail records who added it under that resource's name. @default it is none */
  readonly part?: { readonly id: string; readonly of: string };
  /** The names under which CloudTrail records who made it; none where an AWS service did. @default its id */
  readonly recordedAs?: readonly string[] | undefined;
  /** Lower numbers are deleted first. */
  readonly order: number;
  /** Whether it is already being deleted. */
  readonly going: boolean;
  /** Takes it off what uses it and stays for now. @default nothing uses it, or that may be others' */
  readonly release?: () => Promise<unknown>;
  /**
   * Deletes it; without a finder, `byHand` says how to delete it in the console.
   *
   * @param check is called before each batch of its content @throws when nothing more may be deleted
   */
  readonly remove?: (check: () => Promise<void>) => Promise<unknown>;
  readonly byHand?: string;
}

/** A place that could not be searched: it may contain resources of the class. */
export interface Unseen {
  /** What was searched for. */
  readonly kind: string;
  readonly region: string;
  readonly reason: string;
  /** Whether the next search may succeed. */
  readonly passing: boolean;
}
