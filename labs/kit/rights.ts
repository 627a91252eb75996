import { iamClient } from "../../aws/iam/client.ts";
import type { Subject } from "../contract/check.ts";

/** What somebody wants to do. */
export interface Attempt {
  /** ARN of the user, group or role. */
  readonly who: string;
  readonly actions: readonly string[];
  /** ARN of what it is done to. @default anything */
  readonly to?: string;
  /** What comes with the request, e.g. `{ "s3:prefix": "backup/" }`. @default {} */
  readonly context?: Readonly<Record<string, string | boolean>>;
}

/** Which of the actions somebody's own policies allow: IAM's simulation, which does nothing. */
export async function allowedActions(
  { aws }: Pick<Subject, "aws">,
  { who, actions, to = "*", context = {} }: Attempt,
): Promise<string[]> {
  const iam = await aws.client(iamClient);
  const { EvaluationResults = [] } = await iam.simulatePrincipalPolicy({
    PolicySourceArn: who,
    ActionNames: [...actions],
    ResourceArns: [to],
    ContextEntries: Object.entries(context).map(([key, value]) => ({
      ContextKeyName: key,
      ContextKeyType: typeof value === "boolean" ? "boolean" : "string",
      ContextKeyValues: [String(value)],
    })),
  });
  return EvaluationResults.filter(({ EvalDecision }) => EvalDecision === "allowed").map(
    ({ EvalActionName = "" }) => EvalActionName,
  );
}
