import {
  type Diagnostic,
  type EngineEvent,
  type PolicyReport,
  withoutMarks,
} from "../engine-event.ts";
import { type AllowedException, exceptionsIn } from "../exceptions.ts";
import { namesIn } from "../urn.ts";

/** The message of an event for the user. */
export interface Notice {
  readonly text: string;
  /** A shorter text for small terminals. @default the text */
  readonly short?: string;
  /** Whether it explains a failure. */
  readonly isError: boolean;
}

/** Errors, warnings, output of the program and reports of policies, in Pulumi's words. */
export function noticeOf({
  diagnosticEvent,
  policyEvent,
  errorEvent,
}: EngineEvent): Notice | undefined {
  if (diagnosticEvent) return diagnosis(diagnosticEvent);
  if (policyEvent) return finding(policyEvent);
  return errorEvent && { text: `error: ${errorEvent.error}`, isError: true };
}

function diagnosis({ urn, severity, message, ephemeral = false }: Diagnostic): Notice | undefined {
  const plain = withoutMarks(message).trim();
  if (severity === "debug" || ephemeral || plain === "") return undefined;
  // Output of the program has no prefix, as in Pulumi's own display.
  const words = severity.startsWith("info") ? plain : `${severity}: ${plain}`;
  return { text: below(placeOf(urn), words), isError: severity === "error" };
}

function finding(report: PolicyReport): Notice {
  const { policyName, resourceUrn, enforcementLevel, message } = report;
  const words = withoutMarks(message).trim();
  const allowed = exceptionsIn(report);
  if (allowed)
    return { text: words.replaceAll("\n", "\n  "), short: named(allowed), isError: false };
  const place = placeOf(resourceUrn);
  const where = place === undefined ? "" : `  ${place}`;
  return {
    text: below(`[${enforcementLevel}]  ${policyName}${where}`, words),
    isError: enforcementLevel === "mandatory",
  };
}

/** The allowed exceptions without their reasons, which do not change. */
function named(allowed: readonly AllowedException[]): string {
  const places = Map.groupBy(allowed, ({ lab }) => lab ?? "the stack");
  const rules = [...places].map(
    ([place, all]) => `${place} (${[...new Set(all.map(({ rule }) => rule))].join(", ")})`,
  );
  return `Allowed exceptions: ${rules.join(", ")}. Reasons: docs/policies.md`;
}

/** `aws:dynamodb:Table (dynamodb)`; undefined for the whole stack. */
function placeOf(urn: string | undefined): string | undefined {
  const { type, name } = namesIn(urn ?? "");
  if (type === "" || type === "pulumi:pulumi:Stack") return undefined;
  return `${type.replace(/\/[^:]*/, "")} (${name})`;
}

const below = (heading: string | undefined, text: string): string =>
  heading === undefined ? text : `${heading}:\n  ${text.replaceAll("\n", "\n  ")}`;
