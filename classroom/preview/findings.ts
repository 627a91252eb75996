import type { PolicyReport } from "../pulumi/engine-event.ts";
import { type AllowedException, exceptionsIn, foundIn } from "../pulumi/exceptions.ts";
import { namesIn } from "../pulumi/urn.ts";
import type { Finding } from "./environment-preview.ts";
import { shortType } from "./phrases.ts";

/** Findings of the policies in policy/, for readers of a preview. */
export const findingsIn = (reports: readonly PolicyReport[]): Finding[] =>
  reports.flatMap((report) => exceptionsIn(report)?.map(excused) ?? [finding(report)]);

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

const excused = ({ rule, lab, reason }: AllowedException): Finding => ({
  rule,
  level: "excused",
  ...(lab !== undefined && { where: lab }),
  message: reason,
});
