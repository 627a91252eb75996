import type { PolicyReport } from "../pulumi/event-log.ts";
import { namesIn } from "../pulumi/urn.ts";
import type { Finding } from "./environment-preview.ts";
import { shortType } from "./phrases.ts";

/** The policy by which the pack reports allowed exceptions; see policy/pack.ts. */
const EXCEPTIONS = "exceptions";

/** What the rules of policy/ have found, as a reader of a preview needs it. */
export const findingsIn = (reports: readonly PolicyReport[]): Finding[] =>
  reports.flatMap((report) =>
    report.policyName === EXCEPTIONS ? excused(report) : [finding(report)],
  );

function finding({
  policyName,
  resourceUrn = "",
  enforcementLevel,
  message,
}: PolicyReport): Finding {
  const { type, name } = namesIn(resourceUrn);
  const [what = "", fix] = foundIn(message).join(" ").split(" fix: ");
  const isOfStack = type === "" || type === "pulumi:pulumi:Stack";
  return {
    rule: policyName,
    level: enforcementLevel === "mandatory" ? "mandatory" : "advisory",
    ...(!isOfStack && { where: `${shortType(type)} ${name}` }),
    message: what,
    ...(fix !== undefined && { fix }),
  };
}

/** A line for each: `rule, lab: reason`. */
const excused = ({ message }: PolicyReport): Finding[] =>
  foundIn(message).map((line) => {
    const [, rule = "", where, reason = ""] = /^([^,:]*)(?:, ([^:]*))?: (.*)$/.exec(line) ?? [];
    return { rule, level: "excused", ...(where !== undefined && { where }), message: reason };
  });

/** Behind the rule's description, which is the same for all that it finds. */
const foundIn = (message: string): string[] => message.trim().split("\n").slice(1);
