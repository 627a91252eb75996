import type { PolicyReport } from "./engine-event.ts";

/** The policy by which the pack reports allowed exceptions; see policy/pack.ts. */
const EXCEPTIONS = "exceptions";

/** A violation of a rule that is allowed. */
export interface AllowedException {
  readonly rule: string;
  /** The lab that it is allowed to; undefined for the whole stack. */
  readonly lab: string | undefined;
  readonly reason: string;
}

/** The allowed exceptions in a report, a line for each: `rule, lab: reason`; undefined when it reports something else. */
export const exceptionsIn = (report: PolicyReport): AllowedException[] | undefined =>
  report.policyName === EXCEPTIONS
    ? foundIn(report.message).map((line) => {
        const [, rule = "", lab, reason = ""] = /^([^,:]*)(?:, ([^:]*))?: (.*)$/.exec(line) ?? [];
        return { rule, lab, reason };
      })
    : undefined;

/** What a policy has found: behind its description, which is the same every time. */
export const foundIn = (message: string): string[] => message.trim().split("\n").slice(1);
