import type { Progress } from "./follow.ts";

/** Options of a destroy. */
export interface DestroyOptions {
  readonly progress: Progress;
  /** Whether protected resources stay, with all that they depend on. @default false: Pulumi refuses to destroy */
  readonly spareProtected?: boolean;
}

/** Options of an `up`. */
export interface UpOptions {
  readonly progress: Progress;
  readonly refresh?: boolean;
  readonly preview?: boolean;
  /** Whether the policies in policy/ are checked; false when they already were. @default true */
  readonly policies?: boolean;
}
