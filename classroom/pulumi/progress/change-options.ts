import type { Progress } from "./follow.ts";

/** How a stack is destroyed. */
export interface DestroyOptions {
  readonly progress: Progress;
  /** Whether what is protected stays, with all that it depends on. @default false: Pulumi refuses to destroy */
  readonly spareProtected?: boolean;
}

/** How a stack is brought up. */
export interface UpOptions {
  readonly progress: Progress;
  readonly refresh?: boolean;
  readonly preview?: boolean;
  /** Whether the rules of policy/ are checked; else they have been. @default true */
  readonly policies?: boolean;
}
