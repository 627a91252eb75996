import type { PolicyReport } from "./engine-event.ts";

/** The policy that reports allowed exceptions; see policy/pack.ts. */
const EXCEPTIONS = "exceptions";

/** An allowed violation of a policy. */
export interface AllowedException {
  readonly rule: string;
  /** The lab with the exception; undefined for the whole stack. */
  readonly lab: string | undefined;
  readonly reason: string;
}

/** The allowed exceptions in a report, one line each: `rule, lab: reason`; undefined for other reports. */
export const exceptionsIn = (report: PolicyReport): AllowedException[] | undefined =>
  report.policyName === EXCEPTIONS
    ? foundIn(report.message).map((line) => {
        const [, rule = "", lab, reason = ""] = /^([^,:]*)(?:, ([^:]*))?: (.*)$/.exec(line) ?? [];
        return { rule, lab, reason };
      })
    : undefined;

/** A policy's findings, without its description, which is always the same. */
export const foundIn = (message: string): string[] => message.trim().split("\n").slice(1);
