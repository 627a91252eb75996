import {
  type Diagnostic,
  type EngineEvent,
  type PolicyReport,
  withoutMarks,
} from "../engine-event.ts";
import { type AllowedException, exceptionsIn } from "../exceptions.ts";
import { namesIn } from "../urn.ts";

/** What an event says to the user. */
export interface Notice {
  readonly text: string;
  /** The same where there is little room. @default the text */
  readonly short?: string;
  /** Whether it says why something has failed. */
  readonly isError: boolean;
}

/** Errors, warnings, what the program prints and what policies report, in Pulumi's words. */
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
  const said = withoutMarks(message).trim();
  if (severity === "debug" || ephemeral || said === "") return undefined;
  // What the program prints has no name before it, as in Pulumi's own display.
  const words = severity.startsWith("info") ? said : `${severity}: ${said}`;
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

/** The allowed exceptions without their reasons, which are always the same. */
function named(allowed: readonly AllowedException[]): string {
  const places = Map.groupBy(allowed, ({ lab }) => lab ?? "the stack");
  const rules = [...places].map(
    ([place, all]) => `${place} (${[...new Set(all.map(({ rule }) => rule))].join(", ")})`,
  );
  return `Allowed exceptions: ${rules.join(", ")}. Reasons: docs/policies.md`;
}

/** `aws:dynamodb:Table (dynamodb)`; undefined where the whole stack is meant. */
function placeOf(urn: string | undefined): string | undefined {
  const { type, name } = namesIn(urn ?? "");
  if (type === "" || type === "pulumi:pulumi:Stack") return undefined;
  return `${type.replace(/\/[^:]*/, "")} (${name})`;
}

const below = (heading: string | undefined, text: string): string =>
  heading === undefined ? text : `${heading}:\n  ${text.replaceAll("\n", "\n  ")}`;
