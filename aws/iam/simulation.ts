import type { IAM } from "@aws-sdk/client-iam";

/** Context keys of a request: texts, booleans, or a time. */
export type RequestContext = Readonly<Record<string, string | boolean | Date>>;

/** Requests by one identity that IAM decides in the same way: on one type of resource. */
export interface SimulatedRequest {
  /** The ARN of the user, group or role. */
  readonly who: string;
  readonly actions: readonly string[];
  /** The ARN of the resource. @default any */
  readonly to?: string;
  /** E.g. `{ "s3:prefix": "backup/" }`. @default {} */
  readonly context?: RequestContext;
}

/**
 * Which of the actions the identity's own policies and permissions boundary allow: IAM only simulates them.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_SimulatePrincipalPolicy.html
 * Costs nothing.
 */
export async function simulatedAllowed(
  iam: Pick<IAM, "simulatePrincipalPolicy">,
  { who, actions, to = "*", context = {} }: SimulatedRequest,
): Promise<string[]> {
  const { EvaluationResults = [] } = await iam.simulatePrincipalPolicy({
    PolicySourceArn: who,
    ActionNames: [...actions],
    ResourceArns: [to],
    ContextEntries: Object.entries(context).map(([key, value]) => ({
      ContextKeyName: key,
      ContextKeyType: typeOf(value),
      ContextKeyValues: [value instanceof Date ? value.toISOString() : String(value)],
    })),
  });
  return EvaluationResults.filter(({ EvalDecision }) => EvalDecision === "allowed").map(
    ({ EvalActionName = "" }) => EvalActionName,
  );
}

const typeOf = (value: RequestContext[string]) =>
  value instanceof Date ? "date" : typeof value === "boolean" ? "boolean" : "string";
