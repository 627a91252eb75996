import path from "node:path";
import { PROJECT } from "../../../lib/project.ts";
import type { Progress } from "./follow.ts";

/** The policies that an `up` must comply with, see docs/policies.md. */
export const POLICIES = path.join(PROJECT, "policy");

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
