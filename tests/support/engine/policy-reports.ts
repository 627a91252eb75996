import { namesIn } from "../../../classroom/pulumi/urn.ts";
import type { EngineEvent } from "./engine-events.ts";

/** What a rule of policy/ reports. */
export interface PolicyReport {
  readonly rule: string;
  /** The resource's name. */
  readonly resource: string;
  readonly level: "mandatory" | "advisory";
  readonly message: string;
}

/** What the rules report in an operation's events. */
export const policyReportsIn = (events: readonly EngineEvent[]): PolicyReport[] =>
  events
    .flatMap(({ policyEvent }) => policyEvent ?? [])
    .map(({ policyName, resourceUrn = "", enforcementLevel, message }) => ({
      rule: policyName,
      resource: namesIn(resourceUrn).name,
      level: enforcementLevel,
      message,
    }));
