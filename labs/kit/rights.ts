import { iamClient } from "../../aws/iam/client.ts";
import type { Subject } from "../contract/check.ts";

/** A request, as IAM simulates it. */
export interface Attempt {
  /** ARN of the user, group or role. */
  readonly who: string;
  readonly actions: readonly string[];
  /** ARN of the resource. @default any */
  readonly to?: string;
  /** The context keys of the request, e.g. `{ "s3:prefix": "backup/" }`. @default {} */
  readonly context?: Readonly<Record<string, string | boolean>>;
}

/** Which of the actions the identity's own policies allow: IAM only simulates them. */
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
