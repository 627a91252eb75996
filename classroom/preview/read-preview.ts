import type { Service } from "../../aws/contract/service.ts";
import { joined } from "../../aws/services.ts";
import type { PolicyReport } from "../pulumi/engine-event.ts";
import { changesIn, unchangedIn } from "./changes.ts";
import { type Digest, parseDigest } from "./digest.ts";
import { type EnvironmentPreview, isForbidden } from "./environment-preview.ts";
import { errorsIn, failureOf } from "./failure.ts";
import { findingsIn } from "./findings.ts";
import { previewCost } from "./preview-cost.ts";

/** The output of `pulumi preview --json --show-sames` for a stack, and its exit code. */
export interface PreviewRun {
  readonly stack: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** Reports of the policies in policy/. */
  readonly reports: readonly PolicyReport[];
  readonly emulated: boolean;
  /** The stack's secret configuration values, which must never be shown. */
  readonly secrets: readonly string[];
}

/** The result of a preview, safe to publish. @param services types and prices */
export function readPreview(run: PreviewRun, services: readonly Service[]): EnvironmentPreview {
  const { stack, emulated, code, stdout, stderr, reports, secrets } = run;
  const digest = parseDigest(stdout);
  const findings = findingsIn(reports);
  // A stack that violates a policy was examined completely, but still ends with an error code.
  const stopped = findings.some(isForbidden) && errorsIn(digest).length === 0;
  // The steps before a failure are only part of the changes, and would be mistaken for all of them.
  if (!digest || (code !== 0 && !stopped))
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
    changes: changesIn(digest.steps, joined(services, "types")),
    unchanged: unchangedIn(digest.steps),
    ...costAndFindings(stack, digest, findings, services),
  };
}

function costAndFindings(
  stack: string,
  digest: Digest,
  findings: NonNullable<EnvironmentPreview["findings"]>,
  services: readonly Service[],
): Pick<EnvironmentPreview, "cost" | "findings"> {
  const { cost, findings: tooDear = [] } =
    previewCost(stack, digest, joined(services, "prices")) ?? {};
  return { ...(cost && { cost }), findings: [...tooDear, ...findings] };
}
