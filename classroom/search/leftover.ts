import type { Charge } from "../../aws/contract/charge.ts";
import type { Standing } from "./ownership.ts";

/** Something of the class that outlived it. */
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
  /** Pulumi's type, by which the stack's record knows it. */
  readonly type?: string | undefined;
  /** What it costs as long as it exists; none where AWS does not charge for it. @default not priced */
  readonly charges?: readonly Charge[] | undefined;
  /** Lower goes first. */
  readonly order: number;
  /** Whether it is being deleted already. */
  readonly going: boolean;
  /** Deletes it; where no finder knows how, `byHand` says how to do it in the console. */
  readonly remove?: () => Promise<unknown>;
  readonly byHand?: string;
}

/** A place that could not be searched: what is there may be the class's. */
export interface Unseen {
  /** What was looked for. */
  readonly kind: string;
  readonly region: string;
  readonly reason: string;
  /** Whether the next look may see it. */
  readonly passing: boolean;
}
