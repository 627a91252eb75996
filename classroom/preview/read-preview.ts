import type { Service } from "../../aws/contract/service.ts";
import { joined } from "../../aws/services.ts";
import type { PolicyReport } from "../pulumi/engine-event.ts";
import { changesIn, unchangedIn } from "./changes.ts";
import { type Digest, parseDigest } from "./digest.ts";
import { type EnvironmentPreview, isForbidden } from "./environment-preview.ts";
import { errorsIn, failureOf } from "./failure.ts";
import { findingsIn } from "./findings.ts";
import { previewCost } from "./preview-cost.ts";

/** What `pulumi preview --json --show-sames` said of a stack, and how it ended. */
export interface PreviewRun {
  readonly stack: string;
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
  /** What the rules of policy/ have reported. */
  readonly reports: readonly PolicyReport[];
  readonly emulated: boolean;
  /** The stack's secret configuration values: they are never to be shown. */
  readonly secrets: readonly string[];
}

/** What a preview has shown, as everybody may read it. @param services what is known of types and prices */
export function readPreview(run: PreviewRun, services: readonly Service[]): EnvironmentPreview {
  const { stack, emulated, code, stdout, stderr, reports, secrets } = run;
  const digest = parseDigest(stdout);
  const findings = findingsIn(reports);
  // Whatever a rule forbids has been looked at to the end, and ends with an exit code all the same.
  const stopped = findings.some(isForbidden) && errorsIn(digest).length === 0;
  // What was looked at before a failure is a part of the changes, and would be taken for all of them.
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
