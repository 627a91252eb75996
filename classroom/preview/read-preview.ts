import { changesIn, unchangedIn } from "./changes.ts";
import { type Digest, parseDigest } from "./digest.ts";
import type { EnvironmentPreview } from "./environment-preview.ts";
import { failureOf } from "./failure.ts";
import { previewCost } from "./preview-cost.ts";

/** What `pulumi preview --json --show-sames` said of a stack, and how it ended. */
export interface PreviewRun {
  readonly stack: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly emulated: boolean;
  /** The stack's secret configuration values: they are never to be shown. */
  readonly secrets: readonly string[];
}

/** What a preview has shown, as everybody may read it. */
export function readPreview(run: PreviewRun): EnvironmentPreview {
  const { stack, emulated, code, stdout, stderr, secrets } = run;
  const digest = parseDigest(stdout);
  // What was looked at before the failure is a part of the changes, and would be taken for all of them.
  if (code !== 0 || !digest)
    return {
      stack,
      emulated,
      failure: failureOf(digest, stderr, secrets),
      changes: [],
      unchanged: 0,
    };
  return {
    stack,
    emulated,
    changes: changesIn(digest.steps),
    unchanged: unchangedIn(digest.steps),
    ...costOf(digest),
  };
}

/** Nothing is said of the rules where none is broken: whether they are kept, the policies tell. */
function costOf(digest: Digest): Pick<EnvironmentPreview, "cost" | "findings"> {
  const { cost, findings = [] } = previewCost(digest) ?? {};
  return { ...(cost && { cost }), ...(findings.length > 0 && { findings }) };
}
